import { Tags } from 'aws-cdk-lib';
import { CfnEIP, CfnNatGateway, type CfnVPCGatewayAttachment, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { pascalCase, type Site } from '../site';

/** Properties for `NatGateways`. */
export interface NatGatewaysProps {
  /** Site the gateways belong to. */
  readonly site: Pick<Site, 'name'>;

  /** One subnet per zone that holds nothing but the NAT gateway. */
  readonly subnets: readonly ISubnet[];

  /** Attachment of the internet gateway, without which an address cannot be mapped. */
  readonly attachment: CfnVPCGatewayAttachment;
}

/**
 * One NAT gateway per zone, each with an Elastic IP address of its own: the loss of a zone takes no other zone's way
 * out, and partners can list the addresses.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export class NatGateways extends Construct {
  private readonly idByZone = new Map<string, string>();

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    for (const subnet of props.subnets) {
      const zone = pascalCase(subnet.availabilityZone);
      const name = `${props.site.name}-nat-${subnet.availabilityZone}`;
      const address = new CfnEIP(this, `Address${zone}`, { domain: 'vpc' });
      // An address is released, and the internet gateway detached, only after the NAT gateway is gone: the
      // dependencies order deletion as well.
      address.node.addDependency(props.attachment);
      const gateway = new CfnNatGateway(this, `Gateway${zone}`, {
        subnetId: subnet.subnetId,
        allocationId: address.attrAllocationId,
        connectivityType: 'public',
      });
      gateway.node.addDependency(props.attachment);
      Tags.of(address).add('Name', name);
      Tags.of(gateway).add('Name', name);
      this.idByZone.set(subnet.availabilityZone, gateway.attrNatGatewayId);
    }
  }

  /** Id of the NAT gateway in a zone. */
  gatewayIdIn(availabilityZone: string): string {
    const found = this.idByZone.get(availabilityZone);
    if (found === undefined) {
      throw new Error(`no NAT gateway in ${availabilityZone}`);
    }
    return found;
  }
}
