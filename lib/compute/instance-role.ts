import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import {
  ManagedPolicy,
  PolicyStatement,
  Role,
  ServicePrincipal,
  type IGrantable,
  type IPrincipal,
  type IRole,
} from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Site, TierName } from '../site';
import { releaseFolder } from './releases';

/** Properties for `InstanceRole`. */
export interface InstanceRoleProps {
  /** Site the servers belong to. */
  readonly site: Site;

  /** Tier the servers belong to. */
  readonly tier: TierName;

  /** Name of the Auto Scaling group of the tier. */
  readonly groupName: string;

  /** Log group of the tier. */
  readonly logGroup: ILogGroup;

  /** Bucket the releases lie in. */
  readonly releaseBucket: IBucket;
}

/**
 * What a server may do: fetch releases of its tier, write its own log, report that it is ready, and be reached by a
 * session.
 *
 * Written out instead of `AmazonSSMManagedInstanceCore`, which also lets a server read every parameter of the account.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export class InstanceRole extends Construct implements IGrantable {
  /** Role of the servers. */
  readonly role: IRole;

  /**
   * Takes further permissions into the managed policy of the role.
   *
   * The role needs the policy before a server can start with it, so no server ever boots without its permissions.
   */
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: InstanceRoleProps) {
    super(scope, id);
    const { site, tier } = props;
    const policy = new ManagedPolicy(this, 'Policy', {
      description: `${site.name}: what a server of the ${tier} tier may do`,
      statements: [...fetchRelease(props), ...reportReadiness(this, props), ...acceptSessions()],
    });
    props.logGroup.grantWrite(policy);
    props.releaseBucket.encryptionKey?.grantDecrypt(policy);

    this.role = new Role(this, 'Resource', {
      assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
      description: `${site.name}: servers of the ${tier} tier`,
      managedPolicies: [policy],
    });
    this.grantPrincipal = policy.grantPrincipal;
  }
}

/**
 * Every release of the tier and none of the other one.
 *
 * Not the one release of the template: the policy changes before the group does, and while an update or a rollback is
 * under way, servers of the other version of the launch template are started too and must find theirs.
 */
function fetchRelease({ releaseBucket, tier }: InstanceRoleProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'FetchRelease',
      actions: ['s3:GetObject'],
      resources: [releaseBucket.arnForObjects(`${releaseFolder(tier)}*`)],
    }),
  ];
}

function reportReadiness(scope: Construct, { groupName }: InstanceRoleProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'CompleteLaunch',
      actions: ['autoscaling:CompleteLifecycleAction'],
      // The part before the name is an identifier that AWS gives to the group when it is made.
      resources: [
        Stack.of(scope).formatArn({
          service: 'autoscaling',
          resource: 'autoScalingGroup',
          resourceName: `*:autoScalingGroupName/${groupName}`,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
    }),
    new PolicyStatement({
      sid: 'SignalFirstDeployment',
      actions: ['cloudformation:SignalResource'],
      resources: [Aws.STACK_ID],
    }),
  ];
}

/** Session Manager; these actions know no resources. */
function acceptSessions(): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'AcceptSessions',
      actions: [
        'ssm:UpdateInstanceInformation',
        'ssmmessages:CreateControlChannel',
        'ssmmessages:CreateDataChannel',
        'ssmmessages:OpenControlChannel',
        'ssmmessages:OpenDataChannel',
      ],
      resources: ['*'],
    }),
  ];
}
