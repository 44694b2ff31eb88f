import { Size, Tags } from 'aws-cdk-lib';
import {
  AmazonLinuxCpuType,
  EbsDeviceVolumeType,
  InstanceType,
  BlockDeviceVolume,
  LaunchTemplate,
  MachineImage,
  type ILaunchTemplate,
  type IMachineImage,
  type ISecurityGroup,
  type UserData,
} from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Site, TierName } from '../site';

/** Root device of Amazon Linux 2023. */
const ROOT_DEVICE = '/dev/xvda';
/** Room for the system (8 GiB), packages, a release and rotated logs. */
const ROOT_SIZE = Size.gibibytes(16);

/** Properties for `TierLaunchTemplate`. */
export interface TierLaunchTemplateProps {
  /** Site the servers belong to. */
  readonly site: Site;

  /** Tier the servers belong to. */
  readonly tier: TierName;

  /** Role of the servers. */
  readonly role: IRole;

  /** Security group of the servers; its rules are made with the network. */
  readonly securityGroup: ISecurityGroup;

  /** Boot script. */
  readonly userData: UserData;

  /** Tag `Name` of instances and volumes. */
  readonly name: string;
}

/**
 * How a server is launched: no key pair, no public address, an encrypted disk, and metadata only for its own processes.
 *
 * The disk uses the account's default key for EBS in the Region. As long as that is `aws/ebs`, nobody has to let Auto
 * Scaling use a key; an account that made a key of its own the default must grant that key to the service-linked role
 * `AWSServiceRoleForAutoScaling`, or no server starts. A hop limit of 1 keeps the metadata from containers and from
 * anything the server would proxy.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export class TierLaunchTemplate extends Construct {
  /** The launch template. */
  readonly launchTemplate: ILaunchTemplate;

  constructor(scope: Construct, id: string, props: TierLaunchTemplateProps) {
    super(scope, id);
    const { instanceType, image } = props.site.tiers[props.tier];
    this.launchTemplate = new LaunchTemplate(this, 'Resource', {
      instanceType: new InstanceType(instanceType),
      machineImage: machineImage(props.site, image),
      userData: props.userData,
      role: props.role,
      securityGroup: props.securityGroup,
      associatePublicIpAddress: false,
      httpEndpoint: true,
      requireImdsv2: true,
      httpPutResponseHopLimit: 1,
      detailedMonitoring: true,
      ebsOptimized: true,
      blockDevices: [
        {
          deviceName: ROOT_DEVICE,
          volume: BlockDeviceVolume.ebs(ROOT_SIZE.toGibibytes(), {
            volumeType: EbsDeviceVolumeType.GP3,
            encrypted: true,
            deleteOnTermination: true,
          }),
        },
      ],
    });
    Tags.of(this.launchTemplate).add('Name', props.name);
  }
}

/**
 * `latest` is looked up at each deployment, so any deployment may replace every server, with security updates.
 *
 * It becomes an image id in the launch template: one that names the parameter itself could not be rolled back.
 */
function machineImage(site: Site, image: Site['tiers'][TierName]['image']): IMachineImage {
  switch (image.kind) {
    case 'latest':
      return MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 });
    case 'pinned':
      return MachineImage.genericLinux({ [site.regions.primary.region]: image.imageId });
  }
}
