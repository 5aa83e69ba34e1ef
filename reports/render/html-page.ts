/** The frame of every page that a report writes: its head, its style, nothing from elsewhere. */
import type { Language } from './format.ts';
import { STYLE } from './style.ts';
import { escapeText } from './svg.ts';

/** @param body is HTML already, ended by a line break. */
export const htmlPage = (
  title: string,
  language: Language,
  body: string,
): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`;
