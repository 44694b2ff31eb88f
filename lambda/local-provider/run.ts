import * as z from 'zod/mini';
import type { Outcome } from './answer';
import type { Clients } from './clients';
import type { ProviderProperties } from './contract';
import { describeError } from './failure';
import { restoreKinds } from './kinds';
import { placeOf } from './place';
import type { Made, PlayedType, Wish } from './played-type';
import { propertiesSchema, requestSchema, type Request } from './request';
import { findType } from './types';

/** What the function needs besides the request. */
export interface Ports {
  readonly clients: Clients;
  /** Hands the outcome to CloudFormation. */
  readonly answer: (request: Request, outcome: Outcome) => Promise<void>;
  /** Writes one line to the log. */
  readonly write: (line: string) => void;
}

/** Time kept back to answer. */
const RESERVED_MILLISECONDS = 12_000;

/** Physical id of a resource that was never made: the deletion that follows has nothing to do. */
const NOTHING = 'not-made/';

/**
 * Brings one resource to the state CloudFormation asks for, and answers whatever happens.
 *
 * An error gets out only when there is nobody to answer to or the answer was not taken; Lambda then tries again.
 */
export async function run(payload: unknown, remainingMilliseconds: number, ports: Ports): Promise<void> {
  const request = z.parse(requestSchema, payload);
  const outcome = await decide(request, Math.max(0, remainingMilliseconds - RESERVED_MILLISECONDS), ports.clients);
  const { RequestType, StackId, LogicalResourceId, RequestId } = request;
  const { status, physicalId } = outcome;
  const reason = outcome.status === 'FAILED' ? outcome.reason : undefined;
  // Neither properties nor attributes: a password may be among them.
  ports.write(JSON.stringify({ RequestType, StackId, LogicalResourceId, RequestId, status, physicalId, reason }));
  await ports.answer(request, outcome);
}

async function decide(request: Request, milliseconds: number, clients: Clients): Promise<Outcome> {
  const known = request.PhysicalResourceId ?? `${NOTHING}${request.LogicalResourceId}`;
  try {
    const { physicalId, attributes } = await inTime(work(request, known, clients), milliseconds);
    return { status: 'SUCCESS', physicalId, attributes };
  } catch (error) {
    return { status: 'FAILED', physicalId: known, reason: describeError(error) };
  }
}

async function work(request: Request, known: string, clients: Clients): Promise<Made> {
  if (request.RequestType === 'Delete') {
    if (!known.startsWith(NOTHING)) {
      await remove(request, known, clients);
    }
    return { physicalId: known, attributes: {} };
  }
  const after = readProperties(request.ResourceProperties);
  if (after.Reference !== undefined) {
    return { physicalId: after.Reference, attributes: after.Attributes ?? {} };
  }
  const wish = wishFor(request, after, clients);
  const type = requireType(after.Type);
  const before = request.RequestType === 'Update' ? readProperties(request.OldResourceProperties) : undefined;
  // What was only recorded, or was another type, is not there to be changed.
  return before === undefined || before.Reference !== undefined || before.Type !== after.Type
    ? await type.create(wish)
    : await type.update(known, wish, restoreKinds(before.Properties, before.Kinds));
}

async function remove(request: Request, physicalId: string, clients: Clients): Promise<void> {
  const properties = readProperties(request.ResourceProperties);
  if (properties.Reference === undefined) {
    await requireType(properties.Type).remove(physicalId, wishFor(request, properties, clients));
  }
}

function wishFor(request: Request, properties: ProviderProperties, clients: Clients): Wish {
  return {
    type: properties.Type,
    properties: restoreKinds(properties.Properties, properties.Kinds),
    place: placeOf(request.StackId, request.LogicalResourceId),
    clients,
  };
}

function readProperties(properties: unknown): ProviderProperties {
  const parsed = z.safeParse(propertiesSchema, properties);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new Error(`wrong properties: ${faults.join(', ')}`);
  }
  return parsed.data;
}

function requireType(name: string): PlayedType {
  const type = findType(name);
  if (type === undefined) {
    throw new Error(`${name} is not played by the local site`);
  }
  return type;
}

/** An API that does not answer must not keep CloudFormation from its answer. */
async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the time of the function was up before the APIs had answered'));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
