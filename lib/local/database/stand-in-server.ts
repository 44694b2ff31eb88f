import { createServer, type Server, type Socket } from 'node:net';
import type { Credentials } from './certificates';

/** Engine whose protocol is spoken. */
export type StandInEngine = 'postgresql' | 'mysql';

/** What a stand-in answers with. */
export interface Answering {
  readonly credentials: Credentials;
  /** Name of the instance it stands in for. */
  readonly instanceId: string;
  /** Whether the instance is the writer now. */
  readonly isWriter: () => Promise<boolean>;
}

/** Where a stand-in listens. */
export interface StandInPlace {
  /** Address on loopback. */
  readonly address: string;
  readonly port: number;
}

/** A server that stands in for one database instance: it speaks its protocol, and holds no data. */
export class StandInServer {
  readonly place: StandInPlace;
  private readonly serve: (socket: Socket) => void;
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  constructor(place: StandInPlace, serve: (socket: Socket) => void) {
    this.place = place;
    this.serve = serve;
  }

  /** Whether it takes connections. */
  get isUp(): boolean {
    return this.server !== undefined;
  }

  /** Begins to take connections; does nothing when it does so already. */
  async start(): Promise<void> {
    if (this.server !== undefined) {
      return;
    }
    const server = createServer((socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // A client that gives up is none of its business.
      socket.on('error', () => undefined);
      this.serve(socket);
    });
    const { address, port } = this.place;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, address, resolve);
    });
    this.server = server;
  }

  /** Ends every connection and takes no more, as the system does for a server that crashed. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server !== undefined) {
      // Not reset: Node keeps the handle of a socket that is reset while it is ending, and the process with it.
      this.sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    }
  }
}
