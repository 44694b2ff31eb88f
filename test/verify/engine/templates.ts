import { modelOfTemplate, type JsonObject, type JsonValue, type TemplateModel } from '../../../lib/template';
import {
  createVerifier,
  type Party,
  type ServiceRange,
  type Verifier,
  type VerifierOptions,
} from '../../../lib/verify';

export type Resources = Record<string, JsonObject>;

export const ref = (name: string): JsonObject => ({ Ref: name });
export const att = (name: string, attribute: string): JsonObject => ({ 'Fn::GetAtt': [name, attribute] });

export function resource(type: string, properties: JsonObject, more: JsonObject = {}): JsonObject {
  return { Type: type, Properties: properties, ...more };
}

/** A VPC with an internet gateway and its attachment. */
export function vpc(id: string, cidr: JsonValue, hasGateway = true): Resources {
  return {
    [id]: resource('AWS::EC2::VPC', { CidrBlock: cidr }),
    ...(hasGateway
      ? {
          [`${id}Igw`]: resource('AWS::EC2::InternetGateway', {}),
          [`${id}IgwAttachment`]: resource('AWS::EC2::VPCGatewayAttachment', {
            VpcId: ref(id),
            InternetGatewayId: ref(`${id}Igw`),
          }),
        }
      : {}),
  };
}

/** A subnet with a route table of its own; routes by destination. */
export function subnet(
  id: string,
  of: string,
  cidr: JsonValue,
  routes: Record<string, JsonObject> = {},
  zone = 'ap-northeast-1a',
  more: JsonObject = {},
): Resources {
  const made: Resources = {
    [id]: resource('AWS::EC2::Subnet', { VpcId: ref(of), CidrBlock: cidr, AvailabilityZone: zone, ...more }),
    [`${id}Table`]: resource('AWS::EC2::RouteTable', { VpcId: ref(of) }),
    [`${id}TableAssociation`]: resource('AWS::EC2::SubnetRouteTableAssociation', {
      SubnetId: ref(id),
      RouteTableId: ref(`${id}Table`),
    }),
  };
  Object.entries(routes).forEach(([destination, target], index) => {
    const key = destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock';
    made[`${id}Route${index}`] = resource('AWS::EC2::Route', {
      RouteTableId: ref(`${id}Table`),
      [key]: destination,
      ...target,
    });
  });
  return made;
}

/** A rule of a group: TCP on a port, from or to a block or a group. */
export function tcpRule(port: JsonValue, peer: JsonObject): JsonObject {
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer };
}

export function group(
  id: string,
  of: string,
  ingress: readonly JsonObject[],
  egress?: readonly JsonObject[],
): Resources {
  return {
    [id]: resource('AWS::EC2::SecurityGroup', {
      VpcId: ref(of),
      GroupDescription: id,
      SecurityGroupIngress: ingress,
      ...(egress === undefined ? {} : { SecurityGroupEgress: egress }),
    }),
  };
}

/** An instance; public when it says so. */
export function instance(
  id: string,
  inSubnet: string,
  groups: readonly string[],
  isPublic = false,
  more: JsonObject = {},
): Resources {
  return {
    [id]: resource('AWS::EC2::Instance', {
      ImageId: 'ami-1',
      NetworkInterfaces: [
        {
          DeviceIndex: '0',
          SubnetId: ref(inSubnet),
          AssociatePublicIpAddress: isPublic,
          GroupSet: groups.map((each) => att(each, 'GroupId')),
        },
      ],
      ...more,
    }),
  };
}

export function nat(id: string, inSubnet: string): Resources {
  return {
    [`${id}Address`]: resource('AWS::EC2::EIP', { Domain: 'vpc' }),
    [id]: resource('AWS::EC2::NatGateway', {
      SubnetId: ref(inSubnet),
      AllocationId: att(`${id}Address`, 'AllocationId'),
    }),
  };
}

export interface AclEntry {
  readonly number: number;
  readonly egress?: boolean;
  readonly action?: 'allow' | 'deny';
  readonly cidr?: JsonValue;
  readonly protocol?: JsonValue;
  readonly ports?: readonly [JsonValue, JsonValue];
}

/** A network ACL on some subnets. */
export function acl(id: string, of: string, subnets: readonly string[], entries: readonly AclEntry[]): Resources {
  const made: Resources = { [id]: resource('AWS::EC2::NetworkAcl', { VpcId: ref(of) }) };
  for (const each of subnets) {
    made[`${id}${each}`] = resource('AWS::EC2::SubnetNetworkAclAssociation', {
      SubnetId: ref(each),
      NetworkAclId: ref(id),
    });
  }
  entries.forEach(({ number, egress = false, action = 'allow', cidr = '0.0.0.0/0', protocol = -1, ports }, index) => {
    made[`${id}Entry${index}`] = resource('AWS::EC2::NetworkAclEntry', {
      NetworkAclId: ref(id),
      RuleNumber: number,
      Egress: egress,
      RuleAction: action,
      CidrBlock: cidr,
      Protocol: protocol,
      ...(ports === undefined ? {} : { PortRange: { From: ports[0], To: ports[1] } }),
    });
  });
  return made;
}

export function modelOf(resources: readonly Resources[], more: JsonObject = {}): TemplateModel {
  return modelOfTemplate(
    { Resources: Object.assign({}, ...resources) as JsonObject, ...more },
    { region: 'ap-northeast-1', account: '111122223333', stackName: 'Net' },
  );
}

export function verifierOf(
  resources: readonly Resources[],
  more: JsonObject = {},
  options: VerifierOptions = {},
): Verifier {
  return createVerifier(modelOf(resources, more), options);
}

/** Parties of a name; a name that stands for nobody is an error of the test. */
export function at(verifier: Verifier, name: string): readonly Party[] {
  const found = verifier.place(name);
  if (found.length === 0) {
    throw new Error(`nobody is called ${name}`);
  }
  return found;
}

/** `yes`, `no` or `unknown`: whether a packet surely gets, surely does not get, or may get from one to the other. */
export function delivers(
  verifier: Verifier,
  from: string,
  to: string,
  service: ServiceRange,
  relation: 'delivers' | 'session' = 'delivers',
): 'yes' | 'no' | 'unknown' {
  const question = {
    from: at(verifier, from),
    to: at(verifier, to),
    services: [service],
    relation,
    level: 'direct',
  } as const;
  const isolated = verifier.isolate(question).verdict;
  return isolated === 'PROVED' ? 'no' : isolated === 'REFUTED' ? 'yes' : 'unknown';
}
