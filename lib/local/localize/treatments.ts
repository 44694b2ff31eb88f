import { TRANSLATED_TYPES } from '../../../lambda/local-provider/contract';
import { withFunctionEndpoint } from './function-endpoints';
import { RECORDED_TYPES } from './recorded-types';
import type { NativeTreatment, Treatment } from './treatment';
import { withEncodedTexts } from './web-acl';

const NATIVE: NativeTreatment = { kind: 'native' };

/** Types that the emulator's CloudFormation makes, in the order of their names. */
const NATIVE_TYPES: Readonly<Record<string, NativeTreatment>> = {
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'native',
    note: 'the emulator starts no instances; the local site runs them, placed by subnet, and registers them',
  },
  'AWS::AutoScaling::ScalingPolicy': NATIVE,
  'AWS::AutoScaling::ScheduledAction': NATIVE,
  'AWS::Backup::BackupPlan': NATIVE,
  'AWS::Backup::BackupVault': NATIVE,
  'AWS::CertificateManager::Certificate': { kind: 'native', note: 'issued at once, without validation' },
  'AWS::CloudFront::CachePolicy': NATIVE,
  'AWS::CloudFront::Distribution': NATIVE,
  'AWS::CloudFront::OriginAccessControl': NATIVE,
  'AWS::CloudFront::ResponseHeadersPolicy': NATIVE,
  'AWS::CloudWatch::Dashboard': NATIVE,
  'AWS::DynamoDB::Table': NATIVE,
  'AWS::EC2::InternetGateway': NATIVE,
  'AWS::EC2::LaunchTemplate': NATIVE,
  'AWS::EC2::Route': NATIVE,
  'AWS::EC2::RouteTable': NATIVE,
  'AWS::EC2::SecurityGroup': NATIVE,
  'AWS::EC2::Subnet': NATIVE,
  'AWS::EC2::SubnetRouteTableAssociation': NATIVE,
  'AWS::EC2::VPC': NATIVE,
  'AWS::EC2::VPCEndpoint': NATIVE,
  'AWS::EC2::VPCGatewayAttachment': NATIVE,
  'AWS::ElasticLoadBalancingV2::Listener': NATIVE,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': NATIVE,
  'AWS::ElasticLoadBalancingV2::TargetGroup': NATIVE,
  'AWS::Events::Rule': NATIVE,
  'AWS::IAM::InstanceProfile': NATIVE,
  'AWS::IAM::ManagedPolicy': { kind: 'native', note: 'kept, but permissions are not enforced' },
  'AWS::IAM::Role': { kind: 'native', note: 'kept, but permissions are not enforced' },
  'AWS::KMS::Alias': NATIVE,
  'AWS::KMS::Key': { kind: 'native', note: 'key policies are kept, but not enforced' },
  'AWS::Lambda::EventInvokeConfig': {
    kind: 'native',
    note: 'the emulator hands on no results of success; the local site does, of the runs that it starts by hand',
  },
  'AWS::Lambda::Function': {
    kind: 'native',
    note: 'the shipped bundle runs on the local Node.js, outside any network; its calls to AWS pass the fault gateway',
    rewrite: withFunctionEndpoint,
  },
  'AWS::Logs::LogGroup': NATIVE,
  'AWS::RDS::DBClusterParameterGroup': NATIVE,
  'AWS::RDS::DBSubnetGroup': NATIVE,
  'AWS::Route53::RecordSet': { kind: 'native', note: 'the hosted zone, which must exist, is made beside the record' },
  'AWS::S3::Bucket': { kind: 'native', note: 'its lock, which the emulator leaves out, is set beside it' },
  'AWS::S3::BucketPolicy': { kind: 'native', note: 'kept, but permissions are not enforced' },
  'AWS::SNS::Subscription': { kind: 'native', note: 'mail is not sent' },
  'AWS::SNS::Topic': { kind: 'native', note: 'its key, which the emulator leaves out, is set beside it' },
  'AWS::SNS::TopicPolicy': { kind: 'native', note: 'kept, but permissions are not enforced' },
  'AWS::SQS::Queue': NATIVE,
  'AWS::SQS::QueuePolicy': { kind: 'native', note: 'kept, but permissions are not enforced' },
  'AWS::Scheduler::Schedule': NATIVE,
  'AWS::Scheduler::ScheduleGroup': NATIVE,
  'AWS::SecretsManager::Secret': NATIVE,
  'AWS::SecretsManager::SecretTargetAttachment': NATIVE,
  'AWS::WAFv2::WebACL': {
    kind: 'native',
    note: 'rules are kept, but no request is inspected',
    rewrite: withEncodedTexts,
  },
  // Custom resources of the site itself: their functions really run.
  'Custom::UploadedObject': NATIVE,
  'Custom::VpcRestrictDefaultSG': NATIVE,
};

const TRANSLATED_NOTES: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Alarm':
    'name, threshold and actions are made; its metric is not handed over, and the local site plays its state, on metrics of the failover checks alone',
  'AWS::CloudWatch::CompositeAlarm': 'evaluated by the emulator when an alarm below it changes',
  'AWS::NetworkFirewall::Firewall': 'only its endpoints are made; nothing is inspected',
};

/** What becomes of each resource type. A type that is not here cannot be deployed locally, and the run says so. */
export const TREATMENTS: Readonly<Record<string, Treatment>> = {
  ...NATIVE_TYPES,
  ...RECORDED_TYPES,
  ...Object.fromEntries(
    TRANSLATED_TYPES.map((type) => [
      type,
      TRANSLATED_NOTES[type] === undefined
        ? { kind: 'translated' }
        : { kind: 'translated', note: TRANSLATED_NOTES[type] },
    ]),
  ),
};
