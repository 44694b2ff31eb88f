import { Duration, Size } from 'aws-cdk-lib';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { LAMBDA_CERTIFICATES, PROBE_ENVIRONMENT, PROBE_USER } from '../../lambda/database-probe/contract';
import { SiteFunction, type FunctionName } from '../functions';
import { pascalCase } from '../site/names';
import type { Site } from '../site/site';

/** Probes the functions that decide may ask at the same time: one for failover, one for evacuation, one for the drill. */
const DECIDERS = 3;

/** Properties for `DatabaseProbes`. */
export interface DatabaseProbesProps {
  /** Site whose database is probed. */
  readonly site: Site;

  /** Key of the Region's log groups. */
  readonly logKey: IKey;

  /** Receives nothing: a probe is only ever asked and waited for. Every function has one. */
  readonly deadLetterQueue: IQueue;

  /** VPC of the cluster. */
  readonly vpc: IVpc;

  /** One subnet for each zone of the site, beside the app servers. */
  readonly subnets: readonly ISubnet[];

  /** Group that reaches the database and nothing else. */
  readonly securityGroup: ISecurityGroup;

  /** Cluster that is probed. */
  readonly cluster: IDatabaseCluster;
}

/** The probe of one zone. */
export interface DatabaseProbe {
  /** Zone in which it stands. */
  readonly availabilityZone: string;

  /** The function. */
  readonly function: IFunction;
}

/**
 * One function in each zone that signs in to the database as an app server would, and tells what it met.
 *
 * Each is pinned to one subnet, so that its answer, or its silence, is about one zone. It has no way out of the VPC and needs
 * none: its answer goes back with the invocation, its records are written by Lambda. The group it belongs to reaches the
 * port of the database alone.
 *
 * Every zone has one address in use by the probe. To remove a probe takes Lambda up to some 20 minutes, to which
 * CloudFormation waits: the interface is given back last, and the subnet and its group cannot go before.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html read 2026-11-25
 */
export class DatabaseProbes extends Construct {
  /** The probes, sorted by zone. */
  readonly probes: readonly DatabaseProbe[];

  constructor(scope: Construct, id: string, props: DatabaseProbesProps) {
    super(scope, id);
    this.probes = [...props.subnets]
      .sort((a, b) => (a.availabilityZone < b.availabilityZone ? -1 : 1))
      .map((subnet) => this.addProbe(subnet, props));
  }

  private addProbe(subnet: ISubnet, props: DatabaseProbesProps): DatabaseProbe {
    const { site, cluster, vpc, securityGroup } = props;
    const { availabilityZone } = subnet;
    const probe = new SiteFunction(this, pascalCase(availabilityZone), {
      site,
      functionName: probeName(site),
      description: `${site.name}: asks the database from ${availabilityZone} who the writer is`,
      logKey: props.logKey,
      deadLetterQueue: props.deadLetterQueue,
      // Three seconds for every endpoint, all at once, and the start of a container.
      timeout: Duration.seconds(10),
      memorySize: Size.mebibytes(512),
      reservedConcurrentExecutions: DECIDERS,
      placement: { vpc, subnets: [subnet], securityGroup },
      environment: {
        [PROBE_ENVIRONMENT.availabilityZone]: availabilityZone,
        [PROBE_ENVIRONMENT.certificates]: LAMBDA_CERTIFICATES,
      },
    });
    cluster.grantConnect(probe, PROBE_USER);
    return { availabilityZone, function: probe.function };
  }
}

/** Lets a function ask probes, and wait for their answer. */
export function askProbes(probes: readonly DatabaseProbe[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'AskProbes',
    actions: ['lambda:InvokeFunction'],
    resources: probes.map(({ function: probe }) => probe.functionArn),
  });
}

function probeName({ database }: Pick<Site, 'database'>): FunctionName {
  return database.engine === 'aurora-mysql' ? 'database-probe-mysql' : 'database-probe-postgresql';
}
