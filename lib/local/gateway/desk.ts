import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeClients, localClients, type LocalClients } from '../aws';
import { findHeader, pageForPeople, send, sendHalf, throttled, withBody, type Answer } from './answer';
import { findBridge } from './bridges';
import { identify, type Call } from './call';
import { EmulatorSilent } from './emulator-silent';
import { askEmulator } from './emulator-view';
import { FaultRules, type FaultEffect } from './fault-rule';
import { forward, type ReceivedRequest } from './forward';

/** A call that reached the gateway. */
export interface GatewayCall {
  /** Name the request was signed for, for example `ec2`; empty when it was not signed. */
  readonly service: string;
  /** Action as the API names it; of protocols and paths that are not known, method and path. */
  readonly action: string;
  /** Region that was asked; empty when the request was not signed. */
  readonly region: string;
  /** HTTP status that was sent; `undefined` while there is none, and when none ever came. */
  readonly status: number | undefined;
  /** When the request was read. */
  readonly at: Date;
  /** Fault the call met. */
  readonly effect: FaultEffect['kind'] | undefined;
  /** Why it was left without an answer, for people. */
  readonly unanswered: string | undefined;
}

/** Takes requests in, and answers them or leaves them without an answer. */
export class Desk {
  /** Faults that calls meet. */
  readonly rules = new FaultRules();
  /** Every call, in the order in which they came. */
  readonly calls: { -readonly [K in keyof GatewayCall]: GatewayCall[K] }[] = [];
  private readonly emulator: URL;
  private readonly now: () => Date;
  private readonly clients = new Map<string, LocalClients>();
  private readonly running = new Set<Promise<void>>();
  private readonly bugs: unknown[] = [];

  constructor(emulator: URL, now: () => Date) {
    this.emulator = emulator;
    this.now = now;
  }

  /** Takes a request in. */
  receive(request: IncomingMessage, response: ServerResponse): void {
    const run = this.handle(request, response).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Waits for what is still running, whose connections must be closed; throws the first bug, if there was one. */
  async close(): Promise<void> {
    await Promise.all(this.running);
    this.clients.forEach(closeClients);
    if (this.bugs.length > 0) {
      throw this.bugs[0];
    }
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => {
      gone.abort();
    });
    const received = await readRequest(request);
    if (received === undefined) {
      return;
    }
    const call = identify({
      ...received,
      authorization: request.headers.authorization,
      contentType: request.headers['content-type'],
    });
    const { service, action, region } = call;
    const effect = this.rules.take(call);
    const record = {
      ...{ service, action, region, at: this.now(), effect: effect?.kind },
      ...{ status: undefined as number | undefined, unanswered: undefined as string | undefined },
    };
    this.calls.push(record);
    try {
      record.status = await this.answer(received, call, effect, response, gone.signal);
    } catch (error) {
      if (gone.signal.aborted) {
        record.unanswered = 'the client gave up';
        return;
      }
      record.unanswered = String(error);
      if (!(error instanceof EmulatorSilent)) {
        this.bugs.push(error);
      }
      request.socket.resetAndDestroy();
    }
  }

  /** Answers, or does not; gives the status that was sent. */
  private async answer(
    request: ReceivedRequest,
    call: Call,
    effect: FaultEffect | undefined,
    response: ServerResponse,
    gone: AbortSignal,
  ): Promise<number> {
    const answer = await this.prepare(request, call, effect, gone);
    if (effect?.kind === 'truncate') {
      sendHalf(response, answer);
    } else {
      send(response, answer);
    }
    return answer.status;
  }

  private async prepare(
    request: ReceivedRequest,
    call: Call,
    effect: FaultEffect | undefined,
    gone: AbortSignal,
  ): Promise<Answer> {
    switch (effect?.kind) {
      case 'reset':
        throw new EmulatorSilent('a fault rule reset the connection');
      case 'throttle':
        return throttled(call);
      case 'html':
        return pageForPeople();
      case 'slow': {
        const answer = await this.complete(request, call, gone);
        await sleep(effect.milliseconds, undefined, { signal: gone });
        return answer;
      }
      case 'rewrite': {
        const answer = await this.complete(request, call, gone);
        return withBody(answer, effect.rewrite(answer.body.toString('utf8')));
      }
      case 'truncate':
      case undefined:
        return this.complete(request, call, gone);
    }
  }

  /** The emulator's answer, with what AWS would have added. */
  private async complete(request: ReceivedRequest, call: Call, gone: AbortSignal): Promise<Answer> {
    const answer = await forward(this.emulator, request, gone);
    const bridge = findBridge(call);
    if (bridge === undefined || answer.status !== 200) {
      return answer;
    }
    const date = findHeader(answer.headers, 'date');
    const body = await bridge(answer.body.toString('utf8'), {
      call,
      view: askEmulator(this.clientsOf(call), gone),
      answeredAt: date === undefined ? undefined : new Date(date),
    });
    return withBody(answer, body);
  }

  private clientsOf({ account, region }: Call): LocalClients {
    const key = `${account} ${region}`;
    const clients = this.clients.get(key) ?? localClients({ endpoint: this.emulator.origin, account }, region);
    this.clients.set(key, clients);
    return clients;
  }
}

/** Reads a request to its end; `undefined` when the client leaves before: there is nobody to answer then. */
async function readRequest(request: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
  } catch {
    return undefined;
  }
  const { method = '', url = '', rawHeaders } = request;
  return { method, url, headers: rawHeaders, body: Buffer.concat(chunks) };
}
