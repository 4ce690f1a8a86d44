import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';

/** Where a server is to listen. */
export interface Address {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The name of the setting that says the port. */
  readonly setting: string;
}

/**
 * Makes a server listen, and returns its port.
 *
 * @throws {ConfigError} when it can't listen there
 */
export async function listen(server: Server, { host, port, setting }: Address): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ConfigError([faultOf(error, { host, port, setting })]);
  }
  return (server.address() as AddressInfo).port;
}

function faultOf(error: unknown, { host, port, setting }: Address): string {
  const code = (error as NodeJS.ErrnoException).code;
  const faults: Record<string, string> = {
    EADDRINUSE: `${setting}: ${port} is taken by another program. Stop that one, or choose another port.`,
    EACCES: `${setting}: ${port} may not be used by this account. Choose one from 1024 up.`,
  };
  return faults[code ?? ''] ?? `HOST: can't listen on ${host} port ${port} (${code}).`;
}
