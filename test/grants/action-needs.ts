import { pascalCase } from '../../lib/site/names';
import {
  anyInstance,
  call,
  CLUSTER,
  cluster,
  condition,
  implied,
  inRegion,
  LOAD_BALANCERS,
  zonalShifts,
  type Need,
  type Place,
} from './need';

/** Both planes, the lease and the evacuated zones; the acting ones also fail over. */
export function action(place: Place, kind: 'acts' | 'dry-run'): readonly Need[] {
  const lease = condition('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', [
    kind === 'acts' ? CLUSTER : `${CLUSTER}#dry-run`,
  ]);
  return [
    call('RDS.DescribeDBClusters', [`rds:DescribeDBClusters on ${cluster(place)}`]),
    call('RDS.DescribeDBInstances', [`rds:DescribeDBInstances on ${anyInstance(place)}`]),
    call('CloudWatch.GetMetricData', [`cloudwatch:GetMetricData on *${inRegion(place)}`]),
    call('EC2.DescribeAvailabilityZones', [`ec2:DescribeAvailabilityZones on *${inRegion(place)}`]),
    zonalShifts(LOAD_BALANCERS),
    call(
      'Lambda.Invoke',
      place.availabilityZones.map((zone) => `lambda:InvokeFunction on ${probe(zone)}`),
    ),
    ...['GetItem', 'UpdateItem'].map((name) =>
      call(`DynamoDB.${name}`, [`dynamodb:${name} on \${Actions/Lease/Resource.Arn} if ${lease}`]),
    ),
    ...(kind === 'acts' ? [call('RDS.FailoverDBCluster', [`rds:FailoverDBCluster on ${cluster(place)}`])] : []),
  ];
}

/** A sign-in to the database from one zone, and nothing else. */
export function databaseProbe(place: Place): readonly Need[] {
  const { region, path } = place;
  const [, , zone = ''] = path.split('/');
  const ec2 = `arn:aws:ec2:${region}:ACCOUNT`;
  const interfaces = `${ec2}:network-interface/*`;
  const own = condition('ArnLike', 'lambda:SourceFunctionArn', `arn:aws:lambda:${region}:ACCOUNT:function:*`);
  const denied = [
    ...['AssignPrivateIpAddresses', 'CreateNetworkInterface', 'DeleteNetworkInterface', 'DescribeNetworkInterfaces'],
    ...['DescribeSubnets', 'DetachNetworkInterface', 'UnassignPrivateIpAddresses'],
  ];
  return [
    implied('its interface in the VPC, which Lambda makes, in one subnet and one group', [
      `ec2:CreateNetworkInterface on ${interfaces}`,
      `ec2:CreateNetworkInterface on ${ec2}:security-group/\${Vpc/SecurityGroups/Probe.GroupId}`,
      `ec2:CreateNetworkInterface on ${ec2}:subnet/\${Vpc/Subnets/Internal${zone}/Subnet.Ref}`,
      ...['Assign', 'Unassign'].map((verb) => `ec2:${verb}PrivateIpAddresses on ${interfaces}`),
      `ec2:DeleteNetworkInterface on ${interfaces}`,
      'ec2:DescribeNetworkInterfaces on *',
      'ec2:DescribeSubnets on *',
    ]),
    implied(
      'none of that for its own code',
      denied.map((name) => `"Deny" ec2:${name} on * if ${own}`),
    ),
    implied('the sign-in to the database, with a token signed here', [
      `rds-db:connect on arn:aws:rds-db:${region}:ACCOUNT:dbuser:\${Database/Resource.DBClusterResourceId}/site_probe`,
    ]),
  ];
}

const probe = (zone: string): string => `\${Actions/Probes/${pascalCase(zone)}/Resource.Arn}`;
