import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { ISecurityGroup, ISubnet, IVpc } from 'aws-cdk-lib/aws-ec2';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Where in a VPC a function runs. */
export interface FunctionPlacement {
  /** The VPC. */
  readonly vpc: IVpc;

  /** Subnets its interfaces are in, at least one; one alone pins the function to the zone of it. */
  readonly subnets: readonly ISubnet[];

  /** Group of its interfaces; its rules are made with the network. */
  readonly securityGroup: ISecurityGroup;
}

/** What Lambda does with the interfaces of a function that exist already. */
const CHANGES = ['ec2:AssignPrivateIpAddresses', 'ec2:DeleteNetworkInterface', 'ec2:UnassignPrivateIpAddresses'];

/** What knows no resource. */
const READS = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

/**
 * Lets Lambda, in the name of the function's role, keep network interfaces in these subnets with this group; the code of the
 * function is denied the same calls.
 *
 * The policy AWS manages for it, `AWSLambdaVPCAccessExecutionRole`, allows any interface in any subnet. That ids of
 * interfaces are left open cannot be helped: Lambda makes them, shares them between functions with the same subnet and
 * group, and removes them up to some 20 minutes after the last such function is gone. CloudFormation waits for that.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html read 2026-11-25
 */
export function networkInterfaceStatements(scope: Construct, placement: FunctionPlacement): PolicyStatement[] {
  const ec2 = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName });
  const interfaces = ec2('network-interface', '*');
  const create = 'ec2:CreateNetworkInterface';
  return [
    new PolicyStatement({
      sid: 'MakeInterfaces',
      actions: [create],
      resources: [
        interfaces,
        ...placement.subnets.map(({ subnetId }) => ec2('subnet', subnetId)),
        ec2('security-group', placement.securityGroup.securityGroupId),
      ],
    }),
    new PolicyStatement({ sid: 'KeepInterfaces', actions: CHANGES, resources: [interfaces] }),
    new PolicyStatement({ sid: 'SeeInterfaces', actions: READS, resources: ['*'] }),
    new PolicyStatement({
      sid: 'NotFromItsCode',
      effect: Effect.DENY,
      actions: [create, ...CHANGES, ...READS, 'ec2:DetachNetworkInterface'],
      resources: ['*'],
      conditions: {
        // Only calls that the code of a function makes carry the key. No function but this one has the role.
        ArnLike: {
          'lambda:SourceFunctionArn': Stack.of(scope).formatArn({
            service: 'lambda',
            resource: 'function',
            resourceName: '*',
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        },
      },
    }),
  ];
}
