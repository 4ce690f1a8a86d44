import type { Socket } from 'node:net';
import type pg from 'pg';

const corked = new WeakSet<Socket>();

/**
 * Lets everything that is sent over a connection before Node turns to other work go as one packet: each by itself costs
 * about as much as the whole of a small statement.
 */
export function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  if (corked.has(stream)) return;
  corked.add(stream);
  stream.cork();
  process.nextTick(() => {
    corked.delete(stream);
    stream.uncork();
  });
}
