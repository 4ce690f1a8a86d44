import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config.ts';

/** The address of a server. */
export interface Address {
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
  /** The name of the setting for the port. */
  readonly setting: string;
}

/**
 * Makes a server listen and returns its port.
 *
 * @throws {ConfigError} if the server cannot listen at this address
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
