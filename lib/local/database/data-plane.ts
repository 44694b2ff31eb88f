import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import type { FailOverWriterEvent } from '../../../lambda/fail-over-writer/contract';
import { instanceHost } from '../../../lambda/local-provider/contract';
import type { LocalClients } from '../aws';
import type { Authority } from './certificates';
import { serveMySql } from './mysql';
import { servePostgreSql } from './postgresql';
import type { Resolver } from './resolver';
import { StandInServer, type Answering, type StandInEngine, type StandInPlace } from './stand-in-server';

/** What stand-ins are made of. */
export interface DataPlaneOptions {
  /** Clients of the cluster's Region, straight to the emulator. */
  readonly clients: Pick<LocalClients, 'rds' | 'region'>;
  /** The cluster as those who probe it were told. */
  readonly failover: Pick<FailOverWriterEvent, 'clusterIdentifier' | 'database'>;
  readonly authority: Authority;
  readonly resolver: Pick<Resolver, 'answerWith'>;
  /** Gives out an address on loopback, another one each time. */
  readonly nextAddress: () => string;
  readonly now: () => Date;
}

/** Longest wait for the emulator, in milliseconds: a server does not keep who asks waiting. */
const ASK_MILLISECONDS = 1_500;

/**
 * Stands in for the data plane of a database cluster: one server for each instance, which speaks the engine's protocol over
 * TLS and holds no data.
 *
 * Roles are those of the emulator's RDS, asked each time: who is the writer there says so here. The name of the cluster's
 * endpoint leads to the writer, and to the last one while there is none; an instance that RDS does not list has no name.
 */
export class DataPlane {
  private readonly options: DataPlaneOptions;
  private readonly servers: ReadonlyMap<string, StandInServer>;
  private members: readonly Member[];

  private constructor(
    options: DataPlaneOptions,
    servers: ReadonlyMap<string, StandInServer>,
    members: readonly Member[],
  ) {
    this.options = options;
    this.servers = servers;
    this.members = members;
  }

  /** Starts a server for every instance that the cluster has. Throws as `listen` does when a place is taken. */
  static async start(options: DataPlaneOptions): Promise<DataPlane> {
    const { clients, failover, authority, now } = options;
    const { clusterEndpoint, port } = failover.database;
    const { engine, members } = await readCluster(options);
    const credentials = authority.issue({
      names: [clusterEndpoint, ...members.map(({ instanceId }) => instanceHost(instanceId, clients.region))],
      notAfter: new Date(now().getTime() + 86_400_000),
    });
    const servers = new Map<string, StandInServer>();
    const plane = new DataPlane(options, servers, members);
    try {
      for (const { instanceId } of members) {
        const answering: Answering = { credentials, instanceId, isWriter: () => plane.isWriter(instanceId) };
        const place: StandInPlace = { address: options.nextAddress(), port };
        const serve = engine === 'mysql' ? serveMySql : servePostgreSql;
        const server = new StandInServer(place, (socket) => {
          serve(socket, answering);
        });
        await server.start();
        servers.set(instanceId, server);
      }
    } catch (error) {
      await plane.close();
      throw error;
    }
    options.resolver.answerWith((name) => plane.resolve(name));
    return plane;
  }

  /** Instances that have a server. */
  get instances(): readonly string[] {
    return [...this.servers.keys()];
  }

  /** Makes instances silent, as if they had crashed. */
  async silence(instanceIds: readonly string[]): Promise<void> {
    await Promise.all(instanceIds.map((id) => this.servers.get(id)?.stop()));
  }

  /** Lets every instance answer again. */
  async restore(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.start()));
  }

  /** Ends every server, and every name. */
  async close(): Promise<void> {
    this.options.resolver.answerWith(() => Promise.resolve(undefined));
    await Promise.all([...this.servers.values()].map((server) => server.stop()));
  }

  private async isWriter(instanceId: string): Promise<boolean> {
    await this.look();
    return this.members.some((member) => member.isWriter && member.instanceId === instanceId);
  }

  private async resolve(name: string): Promise<string | undefined> {
    await this.look();
    const { clients, failover } = this.options;
    const writer = this.members.find(({ isWriter }) => isWriter)?.instanceId;
    const instanceId =
      name === failover.database.clusterEndpoint
        ? writer
        : this.members.find((member) => instanceHost(member.instanceId, clients.region) === name)?.instanceId;
    return instanceId === undefined ? undefined : this.servers.get(instanceId)?.place.address;
  }

  /** Looks at what RDS says; while it does not answer, or names no writer, what it said last goes on. */
  private async look(): Promise<void> {
    try {
      const { members } = await readCluster(this.options);
      this.members = members.some(({ isWriter }) => isWriter) ? members : this.members;
    } catch {
      // A frozen or broken control plane changes no role.
    }
  }
}

interface Member {
  readonly instanceId: string;
  readonly isWriter: boolean;
}

async function readCluster({ clients, failover }: Pick<DataPlaneOptions, 'clients' | 'failover'>): Promise<{
  readonly engine: StandInEngine;
  readonly members: readonly Member[];
}> {
  const command = new DescribeDBClustersCommand({ DBClusterIdentifier: failover.clusterIdentifier });
  const { DBClusters = [] } = await clients.rds.send(command, { abortSignal: AbortSignal.timeout(ASK_MILLISECONDS) });
  const [cluster] = DBClusters;
  if (cluster === undefined) {
    throw new Error(`the emulator does not describe ${failover.clusterIdentifier}`);
  }
  const members = (cluster.DBClusterMembers ?? []).flatMap(({ DBInstanceIdentifier, IsClusterWriter }) =>
    DBInstanceIdentifier === undefined
      ? []
      : [{ instanceId: DBInstanceIdentifier, isWriter: IsClusterWriter === true }],
  );
  return { engine: cluster.Engine === 'aurora-mysql' ? 'mysql' : 'postgresql', members };
}
