import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import type { DatabaseProbeAnswer, DatabaseProbeEvent } from '../../../lambda/database-probe/contract';
import { failOverCluster } from '../../../lambda/shared/aws-failover/fail-over-cluster';
import type { ActionClients } from '../../../lambda/shared/aws-failover/ports';
import type { ActionTools } from '../../../lambda/shared/aws-failover/run-failover';
import type { EndpointReading } from '../../../lambda/shared/failover/ports';
import {
  CLUSTER,
  CLUSTER_ENDPOINT,
  describedCluster,
  describedInstances,
  failedOver,
  healthyInstances,
  type FakeInstance,
} from './fake-cluster';
import { FakeDynamo } from './fake-dynamo';
import { parameter } from './fake-ec2';
import { metricDataReply } from './fake-rds-metrics';
import { operationOf } from './fake-operations';
import { FakeTime } from './fake-time';
import { fakeClientConfig, FakeTransport, type Reply, type SentRequest } from './fake-transport';
import { describedZones, managedResourceReply } from './fake-zones';

/** The moment at which the fake world begins. */
export const BEGINNING = new Date('2026-11-25T12:00:00Z');

/** An instance, and whether it is dead in truth, whatever RDS says. */
export interface WorldInstance extends FakeInstance {
  readonly dead: boolean;
}

/** What a test may answer in place of the world. */
export type Intercept = (operation: string, request: SentRequest, nth: number) => Reply | undefined;

/** A cluster, its probes and the APIs around it, with a time of their own. */
export class FakeAws {
  instances: readonly WorldInstance[] = healthyInstances().map((instance) => ({ ...instance, dead: false }));
  status = 'available';
  /** Zones whose probe does not answer. */
  darkZones: readonly string[] = [];
  /** What `GetManagedResource` says beside the usual. */
  shifts: object = {};
  /** What every server answers to every probe, in place of the truth. */
  everyReading: EndpointReading | undefined;
  intercept: Intercept = () => undefined;
  /** Called when the mutating call arrives, before it is carried out. */
  onFailover: () => void = () => undefined;
  readonly dynamo = new FakeDynamo(BEGINNING);
  readonly transport: FakeTransport;
  readonly time = new FakeTime((milliseconds) => {
    this.dynamo.now += milliseconds;
    jest.setSystemTime(this.dynamo.now);
  });
  readonly clients: ActionClients;

  constructor() {
    const counts = new Map<string, number>();
    this.transport = new FakeTransport((request) => {
      const operation = nameOf(request);
      const nth = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, nth);
      const reply = this.intercept(operation, request, nth) ?? this.reply(operation, request);
      return 'error' in reply || 'hang' in reply
        ? reply
        : { ...reply, headers: { date: new Date(this.dynamo.now).toUTCString(), ...reply.headers } };
    });
    const config = fakeClientConfig(this.transport);
    this.clients = {
      rds: new RDSClient(config),
      cloudwatch: new CloudWatchClient(config),
      ec2: new EC2Client(config),
      lambda: new LambdaClient(config),
      dynamo: new DynamoDBClient(config),
    };
  }

  /** What an action works with in this world. */
  tools(mode: 'act' | 'dry-run', environment: ActionTools['environment'] = {}): ActionTools {
    const { credentials, region } = fakeClientConfig(this.transport);
    const common = { clients: this.clients, time: this.time, environment: { LEASE_TABLE: 'leases', ...environment } };
    return mode === 'dry-run'
      ? common
      : {
          ...common,
          failOver: (clusterIdentifier, { rds }) =>
            failOverCluster({
              clusterIdentifier,
              systemClockOffset: () => rds.config.systemClockOffset,
              client: { region, credentials, requestHandler: this.transport },
            }),
        };
  }

  /** A world of its own that goes on from where this one stands; what it was told to answer is forgotten. */
  copy(): FakeAws {
    const copy = new FakeAws();
    copy.instances = this.instances;
    copy.status = this.status;
    copy.dynamo.now = this.dynamo.now;
    this.dynamo.items.forEach((item, key) => copy.dynamo.items.set(key, item));
    jest.setSystemTime(copy.dynamo.now);
    return copy;
  }

  /** How often the cluster was told to fail over. */
  mutations(): number {
    return this.transport.sent.filter((request) => nameOf(request) === 'FailoverDBCluster').length;
  }

  change(id: string, changes: Partial<WorldInstance>): void {
    this.instances = this.instances.map((instance) => (instance.id === id ? { ...instance, ...changes } : instance));
  }

  /** The writer is dead, RDS knows, and Aurora does nothing about it. */
  loseWriter(id = 'db-1'): void {
    this.change(id, { dead: true, status: 'failed' });
  }

  /** Aurora moves the writer, or an order does. */
  moveWriter(target: string): void {
    this.instances = this.instances.map((instance) => ({
      ...instance,
      writer: instance.id === target,
      lag: instance.id === target ? undefined : 20,
    }));
  }

  private reply(operation: string, request: SentRequest): Reply {
    switch (operation) {
      case 'DescribeDBClusters':
        return describedCluster(this.instances, { status: this.status });
      case 'DescribeDBInstances':
        return describedInstances(this.instances);
      case 'FailoverDBCluster':
        this.onFailover();
        this.moveWriter(parameter(request, 'TargetDBInstanceIdentifier') ?? '');
        return failedOver();
      case 'GetMetricData':
        return metricDataReply(request, (id) => {
          const value = this.instances.find((instance) => instance.id === id)?.lag;
          return value === undefined ? undefined : { value, at: new Date(this.dynamo.now - 60_000) };
        });
      case 'DescribeAvailabilityZones':
        return describedZones();
      case 'GetManagedResource':
        return managedResourceReply(decodeURIComponent(request.path.split('/').at(-1) ?? ''), this.shifts);
      case 'Invoke':
        return this.probe(JSON.parse(request.body) as DatabaseProbeEvent);
      default:
        return this.dynamo.reply(request);
    }
  }

  private probe(event: DatabaseProbeEvent): Reply {
    const { availabilityZone } = event;
    if (this.darkZones.includes(availabilityZone)) {
      return {
        body: JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out' }),
        headers: { 'x-amz-function-error': 'Unhandled' },
      };
    }
    const writer = this.instances.find((instance) => instance.writer);
    const answer: DatabaseProbeAnswer = {
      version: 1,
      availabilityZone,
      writerEndpoint: this.read(writer),
      instances: Object.fromEntries(
        event.instances.map(({ instanceId }) => [
          instanceId,
          this.read(this.instances.find(({ id }) => id === instanceId)),
        ]),
      ),
    };
    return { body: JSON.stringify(answer), headers: { 'content-type': 'application/json' } };
  }

  private read(instance: WorldInstance | undefined): EndpointReading {
    if (this.everyReading !== undefined) {
      return this.everyReading;
    }
    return instance === undefined || instance.dead
      ? { kind: 'silent', reason: 'no answer within 2 s' }
      : { kind: instance.writer ? 'writer' : 'reader', server: instance.id };
  }
}

function nameOf(request: SentRequest): string {
  if (request.path.includes('/invocations')) {
    return 'Invoke';
  }
  return request.path.startsWith('/managedresources/') ? 'GetManagedResource' : operationOf(request);
}

/** Where an action of the fake world looks. */
export const sources = {
  probes: healthyInstances().map(({ zone = '' }) => ({ availabilityZone: zone, functionName: `probe-${zone}` })),
  database: { user: 'site_probe', name: 'app', port: 5432, clusterEndpoint: CLUSTER_ENDPOINT },
  loadBalancerArns: [
    'arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/entry/0123456789abcdef',
  ],
} as const;

/** What every action of the fake world is told. */
export const settings = {
  version: 1,
  site: 'test-site',
  clusterIdentifier: CLUSTER,
  availabilityZones: sources.probes.map(({ availabilityZone }) => availabilityZone),
  ...sources,
} as const;
