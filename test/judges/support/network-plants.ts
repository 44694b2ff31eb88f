import type { JsonValue } from '../../../lib/template';
import type { TemplatePlant } from './plant';
import { any, mentions } from './planting';

const ROUTE = 'AWS::EC2::Route';
const SUBNET = 'AWS::EC2::Subnet';

/** Faults in routes, security groups and network ACLs. */
export const NETWORK_PLANTS: readonly TemplatePlant[] = [
  {
    part: 'route',
    fault: 'the way back from a NAT gateway bypasses the firewall',
    judge: 'FirewallRoutesSymmetric',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.remove(ROUTE, (_resource, id) => id.includes('ReturnToDmz'));
    },
  },
  {
    part: 'route',
    fault: 'a tier leaves through the endpoint of another zone',
    judge: 'FirewallRoutesSameZone',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change(
        ROUTE,
        (resource, id) => /Dmz\w+1aDefault/.test(id) && mentions('VpcEndpointId')(resource),
        (route) => {
          route['VpcEndpointId'] = inOtherZone(route['VpcEndpointId']);
        },
      );
    },
  },
  {
    part: 'route',
    fault: 'an endpoint is picked by its position',
    judge: 'FirewallEndpointByZone',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change(ROUTE, mentions('VpcEndpointId'), (route) => {
        const [, list = ''] = /("Fn::GetAtt":\["\w+","EndpointIds"\])/.exec(JSON.stringify(route)) ?? [];
        route['VpcEndpointId'] = { 'Fn::Select': [0, JSON.parse(`{${list}}`) as JsonValue] };
      });
    },
  },
  {
    part: 'route',
    fault: 'a load balancer stands beside a NAT gateway whose table leads to the firewall',
    judge: 'FirewallReturnSubnetHoldsOnlyNat',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.addBeside(SUBNET, mentions('-barrier-egress-'), (id) => ({
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Subnets: [{ Ref: id }] },
      }));
    },
  },
  {
    part: 'route',
    fault: 'a tier leaves through the NAT gateway of another zone',
    judge: 'NatRoutesSameZone',
    site: 'starter',
    plant: (assembly) => {
      const nats: (JsonValue | undefined)[] = [];
      assembly.change(
        ROUTE,
        (resource, id) => /Internal\w+1cDefault/.test(id) && mentions('NatGatewayId')(resource),
        (route) => nats.push(route['NatGatewayId']),
      );
      assembly.change(
        ROUTE,
        (resource, id) => /Dmz\w+1aDefault/.test(id) && mentions('NatGatewayId')(resource),
        (route) => {
          route['NatGatewayId'] = nats[0];
        },
      );
    },
  },
  {
    part: 'route',
    fault: 'a data subnet has a way out',
    judge: 'DataSubnetWithoutRouteOut',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.addBeside(ROUTE, any, (_id, route) => ({ Type: ROUTE, Properties: { ...route } }));
      assembly.change(
        'AWS::EC2::SubnetRouteTableAssociation',
        (_resource, id) => id.includes('SubnetsData'),
        (association) => {
          assembly.change(
            ROUTE,
            (_route, id) => id === 'Planted',
            (route) => {
              route['RouteTableId'] = association['RouteTableId'];
            },
          );
        },
      );
    },
  },
  {
    part: 'security group',
    fault: 'a group admits everybody',
    judge: 'NoIngressFromAnywhere',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.addBeside('AWS::EC2::SecurityGroup', any, (id) => ({
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: { 'Fn::GetAtt': [id, 'GroupId'] },
          IpProtocol: 'tcp',
          FromPort: 22,
          ToPort: 22,
          CidrIp: '0.0.0.0/0',
          Description: 'for a moment',
        },
      }));
    },
  },
  {
    part: 'security group',
    fault: 'a group lets everything out',
    judge: 'EgressToAnywhereDocumented',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.change('AWS::EC2::SecurityGroup', any, (group) => {
        group['SecurityGroupEgress'] = [
          { IpProtocol: '-1', CidrIp: '0.0.0.0/0', Description: 'Allow all outbound traffic by default' },
        ];
      });
    },
  },
  {
    part: 'network ACL',
    fault: 'the data subnets admit the web tier',
    judge: 'NaclKeepsSegmentOrder',
    site: 'ticket-agency',
    plant: (assembly) => {
      const cidrs: (JsonValue | undefined)[] = [];
      assembly.change(SUBNET, mentions('-dmz-'), (subnet) => cidrs.push(subnet['CidrBlock']));
      assembly.change(
        'AWS::EC2::NetworkAclEntry',
        (_resource, id) => /AclsDataFromInternal/.test(id),
        (entry) => {
          entry['CidrBlock'] = cidrs[0];
        },
      );
    },
  },
  {
    part: 'network ACL',
    fault: 'the rule that shuts the rest of the VPC out is gone',
    judge: 'NaclKeepsSegmentOrder',
    site: 'ticket-agency',
    plant: (assembly) => {
      assembly.remove('AWS::EC2::NetworkAclEntry', (_resource, id) => /AclsInternalFromVpc/.test(id));
    },
  },
];

/** Wherever an endpoint of a zone is picked, the endpoint of another zone. */
function inOtherZone(value: JsonValue | undefined): JsonValue {
  return JSON.parse(JSON.stringify(value).replace(/([a-z]+-[a-z]+-\d)a:/, '$1c:')) as JsonValue;
}
