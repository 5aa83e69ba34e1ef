/** Stands in for `k6/http`: asynchronous requests alone. */

interface Params {
  readonly headers?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** Milliseconds, or a text as `10s`. */
  readonly timeout?: number | string;
  /** What counts as failed is k6's affair. */
  readonly responseCallback?: unknown;
}

const PARAMS = ['headers', 'tags', 'timeout', 'responseCallback'];

interface Response {
  /** 0 where nobody answered. */
  readonly status: number;
  readonly body: string | null;
  readonly error: string;
}

async function asyncRequest(
  method: string,
  url: string,
  body: string | null = null,
  params: Params = {},
): Promise<Response> {
  for (const name of Object.keys(params))
    if (!PARAMS.includes(name)) throw new Error(`unknown request param: ${name}`);
  const { headers = {}, timeout = 60_000 } = params;
  const ms = typeof timeout === 'number' ? timeout : 1_000 * Number(/^(\d+)s$/.exec(timeout)?.[1]);
  try {
    const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(ms) });
    return { status: response.status, body: await response.text(), error: '' };
  } catch (error) {
    return { status: 0, body: null, error: String(error) };
  }
}

const expectedStatuses = (...statuses: unknown[]): unknown => statuses;

export default { asyncRequest, expectedStatuses };
