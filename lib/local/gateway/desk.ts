import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeClients, localClients, type LocalAddress, type LocalClients } from '../aws';
import { findHeader, pageForPeople, pageOfSite, send, sendHalf, withHeader, type Answer } from './answer';
import { complete } from './bridges';
import { identify, type Call, type GatewayService } from './call';
import { StackIndex } from './deployed-resource';
import { EmulatorSilent } from './emulator-silent';
import { askEmulator, type EmulatorView } from './emulator-view';
import { FaultRules, type FaultEffect } from './fault-rule';
import { forward, type ReceivedRequest } from './forward';
import { denied, refusal, throttled } from './refusal';

/** A call that reached the gateway. */
export interface GatewayCall {
  /** Name the request was signed for, for example `ec2`; empty when it was not signed. */
  readonly service: string;
  /** Action as the API names it; of protocols and paths that are not known, method and path. */
  readonly action: string;
  /** Region that was asked; empty when the request was not signed. */
  readonly region: string;
  /** What was asked about, as far as the gateway reads it. */
  readonly parameters: ReadonlyMap<string, string>;
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
  private readonly places = new Map<string, Place>();
  private readonly running = new Set<Promise<void>>();
  private readonly bugs: unknown[] = [];
  private passed = 0;

  constructor(emulator: URL, now: () => Date) {
    this.emulator = emulator;
    this.now = now;
  }

  /** Lets time pass for those who read it from the lease table: see `Gateway.pass`. */
  pass(milliseconds: number): void {
    this.passed += milliseconds;
  }

  /** Takes a request in. */
  receive(request: IncomingMessage, response: ServerResponse): void {
    const run = this.handle(request, response).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  /** Waits for what is still running, whose connections must be closed; throws the first bug, if there was one. */
  async close(): Promise<void> {
    await Promise.all(this.running);
    for (const { clients } of this.places.values()) {
      closeClients(clients);
    }
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
      target: headerText(request.headers['x-amz-target']),
      agent: request.headers['user-agent'],
    });
    const { service, action, region, parameters } = call;
    const effect = this.rules.take(call);
    const record = {
      ...{ service, action, region, parameters, at: this.now(), effect: effect?.kind },
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
      case 'deny':
        return denied(call);
      case 'refuse':
        return refusal(call, effect.status, effect.code, 'refused by a fault rule');
      case 'html':
        return pageForPeople();
      case 'slow': {
        const answer = await this.complete(request, call, gone);
        await sleep(effect.milliseconds, undefined, { signal: gone });
        return answer;
      }
      case 'rewrite': {
        const answer = await this.complete(request, call, gone);
        return answer.status === 200 ? { ...answer, body: rewritten(answer.body, effect.rewrite) } : answer;
      }
      case 'misdirect':
        return this.complete({ ...request, body: rewritten(request.body, effect.rewrite) }, call, gone);
      case 'truncate':
      case undefined:
        return this.complete(request, call, gone);
    }
  }

  /** The emulator's answer, with what AWS would have added. */
  private async complete(request: ReceivedRequest, call: Call, gone: AbortSignal): Promise<Answer> {
    if (call.service === SITE) {
      return pageOfSite();
    }
    const answer = await forward(this.emulator, request, gone);
    const date = findHeader(answer.headers, 'date');
    const answeredAt = date === undefined ? undefined : new Date(date);
    if (call.service === PLAYED_TIME) {
      return answeredAt === undefined ? answer : withHeader(answer, 'date', this.playedTime(answeredAt));
    }
    const viewOf = (): EmulatorView => this.viewOf(call, gone);
    return complete(answer, {
      call,
      answeredAt,
      // Only when a bridge asks: a request that is not signed is for no Region, and has no view.
      get view() {
        return viewOf();
      },
    });
  }

  private playedTime(answeredAt: Date): string {
    return new Date(answeredAt.getTime() + this.passed).toUTCString();
  }

  private viewOf({ account, region }: Call, gone: AbortSignal): EmulatorView {
    const key = `${account} ${region}`;
    const { clients, stacks } = this.places.get(key) ?? placeOf({ endpoint: this.emulator.origin, account }, region);
    this.places.set(key, { clients, stacks });
    return askEmulator(clients, gone, stacks);
  }
}

/** One Region of one account. */
interface Place {
  readonly clients: LocalClients;
  readonly stacks: StackIndex;
}

function placeOf(address: LocalAddress, region: string): Place {
  const clients = localClients(address, region);
  return { clients, stacks: new StackIndex(clients) };
}

/** The site as its viewers ask it: nothing of it serves here, and this answers in its place. */
const SITE: GatewayService = 'site';

/** Service whose answers tell the time that actions compare across runs. */
const PLAYED_TIME = 'dynamodb';

/** Changes bytes that may be no text: every byte is one character, so that what is not touched stays as it is. */
function rewritten(body: Buffer, rewrite: (body: string) => string): Buffer {
  return Buffer.from(rewrite(body.toString('latin1')), 'latin1');
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
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
