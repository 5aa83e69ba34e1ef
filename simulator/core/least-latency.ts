/** The shortest time between two participants: it bounds what one participant can cause in another, and so the lockstep window. */
import { integer } from './draws.ts';
import type { Stream } from './chance.ts';

/** No message arrives earlier than this after it was sent, in ms of simulated time; a lockstep window is as long. */
export const LEAST_LATENCY_MS = 1_000;

/** What an exchange hop (node to ICE, ICE to node) takes on top, at the most, in ms (assumption: national gateways answer within two seconds). */
export const EXCHANGE_SPREAD_MS = 600;

/** Latency of one exchange hop in ms, drawn from the sender's own stream. */
export const exchangeLatency = (stream: Stream): number =>
  LEAST_LATENCY_MS + integer(stream, 0, EXCHANGE_SPREAD_MS);
