import type { FunctionLabel } from '../../../lambda/shared/contract';
import type { SiteCheckEvent } from '../../../lambda/site-check/contract';
import { jsonRequest, type LocalClients } from '../aws';
import { GATEWAY_SERVICES, ordersIn, startGateway, type Gateway, type GatewayService } from '../gateway';
import { runBundle, type BundleSurroundings, type FunctionCode, type SiteExpectations } from '../site';
import { together } from '../together';
import { bundleOutcome, whenFrozen } from './bundle-outcome';
import type { Expected } from './drill-fault';
import { Gate } from './gate';
import type { FaultOutcome } from './outcome';
import { makeBucket, removeBucket } from './scratch-bucket';

/** Services that functions ask on an intact site. One that is asked and not named here is a problem of its own. */
const ASKED: Partial<Readonly<Record<FunctionLabel, readonly GatewayService[]>>> = {
  'topology-check': ['arc-zonal-shift', 'ec2', 'elasticloadbalancing', 's3'],
  'database-check': ['monitoring', 'rds', 's3'],
  'backup-check': ['backup', 'kms', 'rds', 's3'],
  'audit-check': ['cloudfront', 'cloudtrail', 'ec2', 'kms', 'logs', 'monitoring', 's3', 'sns', 'wafv2'],
  'certificate-check': ['acm', 'rds', 's3'],
  'heartbeat-check': ['monitoring', 's3'],
  'site-check': ['s3', 'site'],
  'fail-over-writer': ['dynamodb', 'lambda', 'monitoring', 'rds', 's3'],
};

/** What is needed. */
export interface FrozenServicesOptions {
  /** URL of the emulator. */
  readonly emulator: string;
  /** Clients of every Region, by its name. */
  readonly clients: ReadonlyMap<string, LocalClients>;
  readonly expectations: Pick<SiteExpectations, 'certificate'>;
  /** Whether something stands in for the database, so that the probes can reach it. */
  readonly isServed: boolean;
  /** Code of every function that watches or decides. */
  readonly codes: readonly FunctionCode[];
  readonly surroundings: Omit<BundleSurroundings, 'overrides'>;
  /** Told how many of all are over. */
  readonly onProgress: (done: number, all: number) => void;
  readonly signal: AbortSignal;
  /** Clock in milliseconds. */
  readonly now: () => number;
}

/** Processes at the same time: they mostly wait, and each takes some 50 MB. */
const AT_ONCE = 20;

/** In the place of a service: all of them, as when the way to AWS is cut. */
const EVERYTHING = 'everything';

/** How long an answer of the site is waited for, in milliseconds. */
const SITE_LIMIT_MILLISECONDS = 5_000;

/** Longer than any client of a function waits for an answer. */
const NO_ANSWER_MILLISECONDS = 300_000;

/**
 * Freezes one service at a time, and all of them, for one function at a time, on an intact site: connections are taken and
 * nothing is answered. Whichever it is, the function must end in time, and must not say that all is well. Each run has a
 * gateway, a record bucket and a lease table of its own, so that all can run side by side, and beside whatever else is done
 * with the site.
 */
export async function freezeServices(options: FrozenServicesOptions): Promise<readonly FaultOutcome[]> {
  const gate = new Gate(AT_ONCE);
  const pairs = pairsOf(options);
  const stores = new Stores(options.clients);
  let done = 0;
  const outcomes = await together(
    pairs.map((pair) =>
      gate.pass(async () => {
        const outcome = await freezeService(pair, options, stores);
        done += 1;
        options.onProgress(done, pairs.length);
        return outcome;
      }),
    ),
  );
  await stores.remove();
  return outcomes;
}

/** What is frozen for which function. */
interface Pair {
  readonly code: FunctionCode;
  readonly service: GatewayService | typeof EVERYTHING;
}

/** The longest runs first: they decide when all are over. */
function pairsOf({ codes, expectations }: FrozenServicesOptions): readonly Pair[] {
  const hasCertificates = expectations.certificate.certificates.length > 0;
  return [
    ...codes.map((code): Pair => ({ code, service: EVERYTHING })),
    ...codes.flatMap((code) =>
      (ASKED[code.check.name] ?? [])
        .filter((service) => service !== 'acm' || hasCertificates)
        .map((service): Pair => ({ code, service })),
    ),
  ];
}

async function freezeService(
  { code, service }: Pair,
  { emulator, surroundings, isServed, signal, now }: FrozenServicesOptions,
  stores: Stores,
): Promise<FaultOutcome> {
  const { check } = code;
  const { name } = check;
  const start = now();
  const gateway = await startGateway({ emulator });
  try {
    const overrides = await stores.of(check.region, `${service}-${name}`);
    const frozen = service === EVERYTHING ? GATEWAY_SERVICES : [service];
    const injections = frozen.map((it) =>
      gateway.inject({ service: it, effect: { kind: 'slow', milliseconds: NO_ANSWER_MILLISECONDS } }),
    );
    const environment = { ...endpoints(check.environment, gateway), ...overrides };
    // Its own signal: so many listeners of a single one look like a leak.
    const record = await runBundle(
      inHaste(code),
      { ...surroundings, overrides: environment },
      AbortSignal.any([signal]),
    );
    const fault = {
      id: `service-frozen-${service}/${name}`,
      title: titleOf(service),
      references: ['F52'],
      check: name,
      expected: whenServiceFrozen(name, service, isServed),
    };
    const seconds = (now() - start) / 1000;
    const outcome = bundleOutcome(fault, record, { seconds, orders: ordersIn(gateway.calls).length });
    return {
      ...outcome,
      // The fault ended with the run: there was nothing to repair.
      recovered: null,
      problems: [
        ...outcome.problems,
        ...strayCalls(fault.id, name, gateway),
        ...unmet(
          fault.id,
          injections.some(({ hits }) => hits > 0),
        ),
      ],
    };
  } finally {
    await gateway.stop();
  }
}

/** The payload of a function that waits as long for a site as CloudFront for its origin, with a limit as others have. */
function inHaste({ check, file }: FunctionCode): FunctionCode {
  if (check.name !== 'site-check') {
    return { check, file };
  }
  const event = JSON.parse(check.input) as SiteCheckEvent;
  const methods = event.methods.map(({ method }) => ({ method, limitMilliseconds: SITE_LIMIT_MILLISECONDS }));
  return { check: { ...check, input: JSON.stringify({ ...event, methods }) }, file };
}

function titleOf(service: Pair['service']): string {
  if (service === EVERYTHING) {
    return 'no service answers at all';
  }
  return service === 'site' ? 'the site does not answer' : `${service} does not answer`;
}

/** What a function must say one of whose APIs does not answer, while the others do. */
function whenServiceFrozen(name: FunctionLabel, service: Pair['service'], isServed: boolean): Expected {
  const expected = whenFrozen(name);
  if (service === EVERYTHING) {
    return expected;
  }
  const isMonitored = service === 'monitoring';
  if (name === 'heartbeat-check' && !isMonitored) {
    // Nothing has run yet when services are frozen, and that it knows, if CloudWatch answers.
    return { ...expected, status: ['DEGRADED', 'UNKNOWN'] };
  }
  if (name === 'fail-over-writer' && isMonitored && isServed) {
    // Lags are asked for the choice of a target: until one is needed it observes, and says that it does not know them.
    return { ...expected, status: ['OBSERVE'] };
  }
  return expected;
}

/** The deployed environment with this gateway in the place of the other one. */
function endpoints(environment: Readonly<Record<string, string>>, gateway: Gateway): Record<string, string> {
  const names = Object.keys(environment).filter((name) => name.startsWith('AWS_ENDPOINT_URL_'));
  return Object.fromEntries(names.map((name) => [name, gateway.endpoint]));
}

function strayCalls(id: string, name: FunctionLabel, { calls }: Gateway): readonly string[] {
  const asked = [...new Set(calls.map((call) => call.service))];
  return (
    asked
      .filter((service) => !(ASKED[name] as readonly string[] | undefined)?.includes(service))
      // Asked only where a decision is close: its answer is waited for before anything is ordered.
      .filter((service) => name !== 'fail-over-writer' || !['arc-zonal-shift', 'ec2'].includes(service))
      .map((service) => `${id}: ${name} asks ${service} as well, which was never frozen for it`)
  );
}

function unmet(id: string, isMet: boolean): readonly string[] {
  return isMet ? [] : [`${id}: no call met the fault`];
}

/** Buckets and tables of single runs. */
class Stores {
  private readonly clients: ReadonlyMap<string, LocalClients>;
  private readonly made: (() => Promise<unknown>)[] = [];

  constructor(clients: ReadonlyMap<string, LocalClients>) {
    this.clients = clients;
  }

  /** Makes a bucket and a table for one run, and names them as functions look for them. */
  async of(region: string, run: string): Promise<Readonly<Record<string, string>>> {
    const clients = this.clients.get(region);
    if (clients === undefined) {
      throw new Error(`the site has nothing in ${region}`);
    }
    const name = `frozen-${run}`;
    await makeBucket(clients, name);
    this.made.push(() => removeBucket(clients, name));
    await this.makeTable(clients, name);
    return { RECORD_BUCKET: name, LEASE_TABLE: name };
  }

  async remove(): Promise<void> {
    await Promise.all(this.made.map((remove) => remove()));
  }

  private async makeTable({ address, region }: LocalClients, TableName: string): Promise<void> {
    const call = (action: string, input: object): Promise<unknown> =>
      jsonRequest(address, { service: 'dynamodb', region, target: `DynamoDB_20120810.${action}`, input });
    await call('CreateTable', {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    });
    this.made.push(() => call('DeleteTable', { TableName }));
  }
}
