/** What a page is made of, without its figures: headings, and tables with the heads of their columns. */

export function outlineOf(page: string): string[] {
  const parts =
    /<h1>([^<]*)<\/h1>|<h2[^>]*>([^<]*)<\/h2>|<thead>(.*?)<\/thead>|(<svg class="chart")|<p><strong>([^<]*)<\/strong>/g;
  return [...page.matchAll(parts)].map(([, title, heading, head, picture, verdict]) => {
    if (title !== undefined)
      return `# ${title.replace(/[\d.,\u00a0]*\d/g, 'N').replaceAll('\u00a0', ' ')}`;
    if (heading !== undefined) return `## ${heading}`;
    if (verdict !== undefined) return `! ${verdict}`;
    if (picture !== undefined) return '[chart]';
    return [...(head ?? '').matchAll(/<th[^>]*>([^<]*)<\/th>/g)]
      .map(([, text]) => text)
      .join(' | ');
  });
}

/** The same in any language: what kind of part each is, and how many columns a table has. */
export const shapeOf = (page: string): string[] =>
  outlineOf(page).map(
    (part) => /^[#!]+|^\[chart\]/.exec(part)?.[0] ?? String(part.split('|').length),
  );
