import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

const sslRequestCode = 80_877_103;

/**
 * Starts a pooler in front of a local server, like PgBouncer with `pool_mode = transaction`: each transaction gets the
 * session that was released last. Returns the URL to use in place of the server's.
 */
export async function startTransactionPooler(serverUrl: string, sessions = 4): Promise<string> {
  const target = new URL(serverUrl);
  const pool = new SessionPool(Number(target.port), target.hostname, sessions);
  const server = createServer((socket) => pool.serve(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    pool.end();
    server.close();
  });
  const address = server.address() as { readonly port: number };
  target.port = String(address.port);
  target.hostname = '127.0.0.1';
  return target.href;
}

/** The sessions of the server. Each is lent to any client for one transaction. */
class SessionPool {
  readonly #idle: Session[] = [];
  readonly #waiting: ((session: Session) => void)[] = [];
  readonly #all = new Set<Socket>();
  readonly #port: number;
  readonly #host: string;
  readonly #largest: number;
  #opened = 0;

  constructor(port: number, host: string, largest: number) {
    this.#port = port;
    this.#host = host;
    this.#largest = largest;
  }

  /** Lets the client log in through a new session. It joins the pool if there are not enough sessions yet. */
  serve(client: Socket): void {
    this.#all.add(client);
    const session = new Session(connect(this.#port, this.#host));
    this.#all.add(session.socket);
    let current: Session | undefined = session;
    let isLoggedIn = false;
    const waitingData: Buffer[] = [];
    const use = (lent: Session) => {
      current = lent;
      lent.onData = (data) => client.write(data);
      lent.onIdle = () => {
        current = undefined;
        const isNew = !isLoggedIn;
        isLoggedIn = true;
        if (isNew && ++this.#opened > this.#largest) lent.socket.destroy();
        else this.#giveBack(lent);
      };
      lent.send(Buffer.concat(waitingData.splice(0)));
    };
    use(session);
    client.on('data', (data: Buffer) => {
      const isSslRequest = data.length === 8 && data.readInt32BE(4) === sslRequestCode;
      // A client that ends its connection does not end a session.
      const isGoodbye = isLoggedIn && data.toString('latin1', 0, 1) === 'X';
      if (isSslRequest) client.write('N');
      else if (isGoodbye) client.end();
      else if (current !== undefined) current.send(data);
      else if (waitingData.push(data) === 1) this.#lend(use);
    });
    client.on('error', () => undefined);
  }

  end(): void {
    for (const socket of this.#all) socket.destroy();
  }

  #lend(use: (session: Session) => void): void {
    const session = this.#idle.pop();
    if (session === undefined) this.#waiting.push(use);
    else use(session);
  }

  #giveBack(session: Session): void {
    const use = this.#waiting.shift();
    if (use === undefined) this.#idle.push(session);
    else use(session);
  }
}

/** A session of the server. It is idle after the last ReadyForQuery outside a transaction. */
class Session {
  readonly socket: Socket;
  onData: (data: Buffer) => void = () => undefined;
  onIdle: () => void = () => undefined;
  #rest = Buffer.alloc(0);
  /** The number of pending requests. One ReadyForQuery completes each of them. */
  #unanswered = 0;
  #asked = Buffer.alloc(0);
  #isStarted = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => this.#receive(data));
  }

  send(data: Buffer): void {
    if (data.length === 0) return;
    this.#countRequests(data);
    this.socket.write(data);
  }

  /** The login, simple queries (Q) and Syncs (S) are each answered with one ReadyForQuery. */
  #countRequests(data: Buffer): void {
    this.#asked = Buffer.concat([this.#asked, data]);
    if (!this.#isStarted && this.#asked.length >= 4) {
      const length = this.#asked.readInt32BE(0);
      if (this.#asked.length < length) return;
      this.#asked = this.#asked.subarray(length);
      this.#isStarted = true;
      this.#unanswered += 1;
    }
    for (const type of messagesIn(this.#asked, (rest) => (this.#asked = Buffer.from(rest)))) {
      if (type.kind === 'Q' || type.kind === 'S') this.#unanswered += 1;
    }
  }

  #receive(data: Buffer): void {
    let isIdle = false;
    const all = Buffer.concat([this.#rest, data]);
    for (const { kind, body } of messagesIn(all, (rest) => (this.#rest = Buffer.from(rest)))) {
      if (kind !== 'Z') continue;
      this.#unanswered -= 1;
      isIdle = this.#unanswered === 0 && body.toString() === 'I';
    }
    this.onData(data);
    if (isIdle) this.onIdle();
  }
}

/** Returns the complete messages at the beginning of the data, and passes on the rest. */
function messagesIn(data: Buffer, keep: (rest: Buffer) => void): { readonly kind: string; readonly body: Buffer }[] {
  const messages: { readonly kind: string; readonly body: Buffer }[] = [];
  let at = 0;
  while (data.length >= at + 5 && data.length >= at + 1 + data.readInt32BE(at + 1)) {
    const end = at + 1 + data.readInt32BE(at + 1);
    messages.push({ kind: String.fromCharCode(data[at] ?? 0), body: data.subarray(at + 5, end) });
    at = end;
  }
  keep(data.subarray(at));
  return messages;
}
