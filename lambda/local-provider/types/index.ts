import { TRANSLATED_TYPES, type TranslatedType } from '../contract';
import type { PlayedType } from '../played-type';
import { alarm, compositeAlarm } from './alarm';
import { backupSelection } from './backup-selection';
import { bucketLock } from './bucket-lock';
import { databaseCluster } from './database-cluster';
import { databaseInstance } from './database-instance';
import { elasticAddress } from './elastic-address';
import { firewall } from './firewall';
import { flowLog } from './flow-log';
import { globalCluster } from './global-cluster';
import { instances } from './instances';
import { deliveryDestination, deliverySource, logDelivery } from './log-delivery';
import { monitoringSubscription } from './monitoring-subscription';
import { natGateway } from './nat-gateway';
import { networkAcl } from './network-acl';
import { networkAclEntry } from './network-acl-entry';
import { securityGroupEgress, securityGroupIngress } from './security-group-rule';
import { stackOutput } from './stack-output';
import { topicKey } from './topic-key';
import { vpcOrigin } from './vpc-origin';

const TYPES: Readonly<Record<TranslatedType, PlayedType>> = {
  'AWS::Backup::BackupSelection': backupSelection,
  'AWS::CloudFront::MonitoringSubscription': monitoringSubscription,
  'AWS::CloudFront::VpcOrigin': vpcOrigin,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': compositeAlarm,
  'AWS::EC2::EIP': elasticAddress,
  'AWS::EC2::FlowLog': flowLog,
  'AWS::EC2::NatGateway': natGateway,
  'AWS::EC2::NetworkAcl': networkAcl,
  'AWS::EC2::NetworkAclEntry': networkAclEntry,
  'AWS::EC2::SecurityGroupEgress': securityGroupEgress,
  'AWS::EC2::SecurityGroupIngress': securityGroupIngress,
  'AWS::Logs::Delivery': logDelivery,
  'AWS::Logs::DeliveryDestination': deliveryDestination,
  'AWS::Logs::DeliverySource': deliverySource,
  'AWS::NetworkFirewall::Firewall': firewall,
  'AWS::RDS::DBCluster': databaseCluster,
  'AWS::RDS::DBInstance': databaseInstance,
  'AWS::RDS::GlobalCluster': globalCluster,
  'Honmaru::Local::BucketLock': bucketLock,
  'Honmaru::Local::Instances': instances,
  'Honmaru::Local::StackOutput': stackOutput,
  'Honmaru::Local::TopicKey': topicKey,
};

/** How a type is played; `undefined` for one that is not. */
export function findType(name: string): PlayedType | undefined {
  const type = TRANSLATED_TYPES.find((known) => known === name);
  return type === undefined ? undefined : TYPES[type];
}
