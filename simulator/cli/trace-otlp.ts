/**
 * A movement's trace in the JSON form of the OpenTelemetry protocol (OTLP/JSON 1.x, ExportTraceServiceRequest): any collector takes it by
 * POST /v1/traces. One service a participant; the movement is the root, each message a span, and each leg of it a span below.
 */
import { sha256Of } from '../hosts/digest.ts';
import type { SimTime } from '../core/time.ts';
import { ICE } from '../../nodes/common/routing.ts';
import type { Passage, Trace } from './trace-passages.ts';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue: string } | { readonly intValue: string };
}

/** `SpanKind` of OpenTelemetry. */
const KIND = { internal: 1, producer: 4, consumer: 5 } as const;
/** `StatusCode` of OpenTelemetry. */
const ERROR = 2;

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly events?: readonly {
    readonly timeUnixNano: string;
    readonly name: string;
    readonly attributes: readonly Attribute[];
  }[];
  readonly status?: { readonly code: number; readonly message: string };
}

export interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly Span[];
    }[];
  }[];
}

/** 16 bytes of SHA-256 of the MRN, in hexadecimal: the same in every tool that traces this movement. */
export const traceIdOf = (mrn: string): string => sha256Of(mrn).slice(0, 32);

/** 8 bytes, likewise. */
const spanIdOf = (name: string): string => sha256Of(name).slice(0, 16);

export function otlpOf(trace: Trace): Otlp {
  const spans = new Map<string, Span[]>();
  const put = (service: string, span: Span): void => {
    const known = spans.get(service);
    if (known === undefined) spans.set(service, [span]);
    else known.push(span);
  };
  put('movement', rootOf(trace));
  const ids = new Set(trace.passages.map(({ id }) => id));
  for (const passage of trace.passages) {
    put(passage.by, messageSpan(trace, passage, ids));
    for (const [service, span] of legSpans(trace, passage)) put(service, span);
  }
  return {
    resourceSpans: [...spans].map(([service, its]) => ({
      resource: { attributes: [attribute('service.name', service)] },
      scopeSpans: [{ scope: { name: 'rehearse' }, spans: its }],
    })),
  };
}

function rootOf({ mrn, begins, ends, milestones }: Trace): Span {
  return {
    ...spanOf(mrn, mrn, `movement ${mrn}`, KIND.internal, begins, ends),
    attributes: [attribute('cats.mrn', mrn)],
    events: milestones.map(({ t, at, type, row }) => ({
      timeUnixNano: nanos(t),
      name: type,
      attributes: [attribute('cats.participant', at), attribute('cats.row', row)],
    })),
  };
}

function messageSpan({ mrn }: Trace, passage: Passage, ids: ReadonlySet<string>): Span {
  const { id, type, name, from, to, sentAt, takenAt, received, cause, refused, repeats } = passage;
  const ends = Math.max(sentAt, takenAt ?? 0, ...received.map(({ t }) => t));
  const parent = cause !== undefined && ids.has(cause) ? cause : mrn;
  return {
    ...spanOf(mrn, id, `${type} ${name}`.trim(), KIND.producer, sentAt, ends),
    parentSpanId: spanIdOf(parent),
    attributes: [
      attribute('messaging.message.id', id),
      attribute('messaging.message.conversation_id', mrn),
      attribute('messaging.destination.name', to),
      attribute('cats.message.type', type),
      attribute('cats.message.sender', from),
      ...(repeats > 0 ? [count('cats.message.repeats', repeats)] : []),
    ],
    ...(refused === undefined ? {} : { status: { code: ERROR, message: `refused: ${refused}` } }),
  };
}

/** Where clocks differ, a leg may end before it began: it then has no length. */
function legSpans({ mrn }: Trace, passage: Passage): (readonly [service: string, span: Span])[] {
  const { id, type, sentAt, takenAt, received, by } = passage;
  const leg = (name: string, service: string, from: SimTime, to: SimTime) =>
    [
      service,
      {
        ...spanOf(mrn, `${id} ${service}`, name, KIND.consumer, from, Math.max(from, to)),
        parentSpanId: spanIdOf(id),
        attributes: [attribute('messaging.message.id', id)],
      },
    ] as const;
  return [
    ...(takenAt === undefined || by === ICE ? [] : [leg(`${type} to ICE`, ICE, sentAt, takenAt)]),
    ...received
      .filter(({ at }) => at !== ICE)
      .map(({ at, t }) => leg(`${type} to ${at}`, at, takenAt ?? sentAt, t)),
  ];
}

function spanOf(
  mrn: string,
  id: string,
  name: string,
  kind: number,
  from: SimTime,
  to: SimTime,
): Omit<Span, 'attributes'> {
  return {
    traceId: traceIdOf(mrn),
    spanId: spanIdOf(id),
    name,
    kind,
    startTimeUnixNano: nanos(from),
    endTimeUnixNano: nanos(to),
  };
}

/** As text: it is more than a number of JSON can carry. */
const nanos = (t: SimTime): string => `${String(t)}000000`;

const attribute = (key: string, text: string): Attribute => ({ key, value: { stringValue: text } });
const count = (key: string, value: number): Attribute => ({
  key,
  value: { intValue: String(value) },
});
