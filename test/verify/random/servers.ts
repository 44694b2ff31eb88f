import type { JsonObject } from '../../../lib/template';
import type { Draw } from './draw';
import { drawPorts, groupIds, refs } from './pools';
import { att, ref, takeAddress, type Plan, type Sheet, type SubnetPlan, type VpcPlan } from './sheet';

/** Whatever sends and receives: instances, functions, databases, load balancers, endpoints. */
export function drawServers(draw: Draw, sheet: Sheet, plan: Plan): void {
  for (const vpc of plan.vpcs) {
    for (const subnet of vpc.subnets.filter(({ kind }) => kind === 'servers')) {
      for (let count = draw.int(1, 2); count > 0; count -= 1) {
        drawInstance(draw, sheet, plan, vpc, subnet);
      }
    }
    drawManaged(draw, sheet, plan, vpc);
  }
}

function drawInstance(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, subnet: SubnetPlan): void {
  const address = takeAddress(subnet);
  const groups = draw.chance(10) ? [] : draw.some(vpc.groups, 1, 2);
  const id = sheet.name(`${subnet.id}Server`);
  const v6 = subnet.v6 !== undefined && !subnet.assignsV6 && draw.chance(60) ? 1 : undefined;
  const forwards = draw.chance(8);
  if (draw.chance(25)) {
    sheet.add(id, 'AWS::EC2::NetworkInterface', {
      SubnetId: ref(subnet.id),
      GroupSet: groups.length === 0 ? undefined : groupIds(groups),
      PrivateIpAddress: address,
      Ipv6AddressCount: v6,
      SourceDestCheck: forwards ? false : undefined,
    });
  } else {
    sheet.add(id, 'AWS::EC2::Instance', {
      ImageId: 'ami-12345678',
      SourceDestCheck: forwards ? false : undefined,
      NetworkInterfaces: [
        {
          DeviceIndex: '0',
          SubnetId: ref(subnet.id),
          PrivateIpAddress: address,
          ...(groups.length === 0 ? {} : { GroupSet: groupIds(groups) }),
          ...(draw.chance(40) ? { AssociatePublicIpAddress: draw.chance(75) } : {}),
          ...(v6 === undefined ? {} : { Ipv6AddressCount: v6 }),
        },
      ],
    });
  }
  const isInstance = String(sheet.resources[id]?.['Type']).endsWith('Instance');
  if (draw.chance(25)) {
    const elastic = sheet.add(`${id}Address`, 'AWS::EC2::EIP', { Domain: 'vpc' });
    sheet.add(`${id}Association`, 'AWS::EC2::EIPAssociation', {
      AllocationId: att(elastic, 'AllocationId'),
      [isInstance ? 'InstanceId' : 'NetworkInterfaceId']: ref(id),
    });
  }
  plan.servers.push({ id, subnet, address });
  vpc.forwarders.push({ [isInstance ? 'InstanceId' : 'NetworkInterfaceId']: ref(id) });
}

function drawManaged(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan): void {
  const zones = zonedSubnets(vpc);
  if (draw.chance(35)) {
    sheet.add(sheet.name('Function'), 'AWS::Lambda::Function', {
      Code: { ZipFile: 'exports.handler = async () => {}' },
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::111122223333:role/function',
      VpcConfig: {
        SubnetIds: refs(ids(draw.some(zones, 1, 2))),
        SecurityGroupIds: groupIds(draw.some(vpc.groups, 1, 2)),
      },
    });
  }
  if (draw.chance(30) && zones.length > 1) {
    drawDatabase(draw, sheet, plan, vpc, zones);
  }
  for (let count = draw.int(0, 2); count > 0 && zones.length > 0; count -= 1) {
    drawBalancer(draw, sheet, plan, vpc, zones);
  }
  if (draw.chance(25)) {
    sheet.add(sheet.name('Endpoint'), 'AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Interface',
      VpcId: ref(vpc.id),
      ServiceName: 'com.amazonaws.us-east-1.secretsmanager',
      SubnetIds: refs(ids(draw.some(zones, 1, 2))),
      SecurityGroupIds: groupIds(draw.some(vpc.groups, 1, 2)),
    });
  }
  if (draw.chance(20)) {
    sheet.add(sheet.name('Scaling'), 'AWS::AutoScaling::AutoScalingGroup', {
      MinSize: '1',
      MaxSize: '4',
      VPCZoneIdentifier: refs(ids(draw.some(zones, 1, 3))),
      LaunchTemplate: { LaunchTemplateId: ref(drawTemplate(draw, sheet, vpc)), Version: '1' },
    });
  }
  if (draw.chance(15) && zones[0] !== undefined) {
    sheet.add(sheet.name('Mount'), 'AWS::EFS::MountTarget', {
      FileSystemId: 'fs-12345678',
      SubnetId: ref(zones[0].id),
      SecurityGroups: groupIds(draw.some(vpc.groups, 1, 2)),
    });
    plan.ports.add(2049);
  }
}

function drawTemplate(draw: Draw, sheet: Sheet, vpc: VpcPlan): string {
  return sheet.add(sheet.name('Template'), 'AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { ImageId: 'ami-12345678', SecurityGroupIds: groupIds(draw.some(vpc.groups, 1, 2)) },
  });
}

function drawDatabase(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, zones: readonly SubnetPlan[]): void {
  const isMySql = draw.chance(50);
  const group = sheet.add(sheet.name('DbSubnets'), 'AWS::RDS::DBSubnetGroup', {
    DBSubnetGroupDescription: 'subnets',
    SubnetIds: refs(ids(draw.some(zones, 2, 3))),
  });
  sheet.add(sheet.name('Database'), 'AWS::RDS::DBInstance', {
    Engine: isMySql ? 'mysql' : 'postgres',
    Port: isMySql ? '3306' : '5432',
    DBInstanceClass: 'db.t4g.small',
    DBSubnetGroupName: ref(group),
    VPCSecurityGroups: groupIds(draw.some(vpc.groups, 1, 2)),
    PubliclyAccessible: draw.chance(25),
  });
  plan.ports.add(isMySql ? 3306 : 5432);
}

function drawBalancer(draw: Draw, sheet: Sheet, plan: Plan, vpc: VpcPlan, zones: readonly SubnetPlan[]): void {
  const isNetwork = draw.chance(50);
  const id = sheet.name(isNetwork ? 'Nlb' : 'Alb');
  const hasGroups = !isNetwork || draw.chance(50);
  const isPublic = vpc.internet !== undefined && draw.chance(50);
  sheet.add(id, 'AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: isNetwork ? 'network' : 'application',
    Scheme: isPublic ? 'internet-facing' : 'internal',
    Subnets: refs(ids(draw.some(zones, isNetwork ? 1 : 2, 3))),
    SecurityGroups: hasGroups ? groupIds(draw.some(vpc.groups, 1, 2)) : undefined,
    LoadBalancerAttributes: draw.chance(40)
      ? [{ Key: 'load_balancing.cross_zone.enabled', Value: isNetwork ? String(draw.chance(50)) : 'true' }]
      : undefined,
  });
  const servers = plan.servers.filter(({ subnet }) => subnet.vpc === vpc);
  const instances = servers.filter(({ id: server }) => String(sheet.resources[server]?.['Type']).endsWith('Instance'));
  const [port] = draw.chance(60) ? [443] : drawPorts(draw, plan);
  const isByAddress = instances.length === 0 || draw.chance(40);
  const behind = plan.balancers.filter((other) => other.vpc === vpc && !other.isNetwork);
  const next = isNetwork && behind.length > 0 && draw.chance(50) ? draw.pick(behind) : undefined;
  const targets =
    next === undefined ? drawTargets(draw, isByAddress ? servers : instances, isByAddress) : [{ Id: ref(next.id) }];
  const Protocol =
    next !== undefined ? 'TCP' : isNetwork ? draw.pick(['TCP', 'TCP', 'UDP', 'TCP_UDP'] as const) : 'HTTP';
  const targetPort = next?.port ?? draw.pick([80, 443, 8080] as const);
  const healthPort = draw.chance(15) ? 9000 : undefined;
  const group = sheet.add(`${id}Targets`, 'AWS::ElasticLoadBalancingV2::TargetGroup', {
    VpcId: ref(vpc.id),
    Protocol,
    Port: targetPort,
    TargetType: next !== undefined ? 'alb' : isByAddress ? 'ip' : 'instance',
    HealthCheckPort: healthPort === undefined ? undefined : String(healthPort),
    Targets: targets,
    TargetGroupAttributes:
      isNetwork && next === undefined && Protocol === 'TCP' && draw.chance(40)
        ? [{ Key: 'preserve_client_ip.enabled', Value: String(draw.chance(50)) }]
        : undefined,
  });
  sheet.add(`${id}Listener`, 'AWS::ElasticLoadBalancingV2::Listener', {
    LoadBalancerArn: ref(id),
    Protocol,
    Port: Math.max(1, port),
    DefaultActions: [{ Type: 'forward', TargetGroupArn: ref(group) }],
  });
  [targetPort, Math.max(1, port), healthPort ?? targetPort].forEach((each) => plan.ports.add(each));
  plan.balancers.push({ id, vpc, isNetwork, isPublic, port: Math.max(1, port) });
}

/** Some servers, by their addresses or by their ids; some at ports of their own. */
function drawTargets(draw: Draw, servers: Plan['servers'], isByAddress: boolean): readonly JsonObject[] {
  return draw.some(servers, 1, 3).map(({ id, address }) => ({
    Id: isByAddress ? address : ref(id),
    ...(draw.chance(15) ? { Port: 8080 } : {}),
  }));
}

/** One subnet of each zone: load balancers and databases take no more. */
function zonedSubnets(vpc: VpcPlan): readonly SubnetPlan[] {
  const found = new Map<string, SubnetPlan>();
  for (const subnet of vpc.subnets.filter(({ kind }) => kind === 'servers')) {
    if (!found.has(subnet.zone)) {
      found.set(subnet.zone, subnet);
    }
  }
  return [...found.values()];
}

function ids(subnets: readonly SubnetPlan[]): readonly string[] {
  return subnets.map(({ id }) => id);
}
