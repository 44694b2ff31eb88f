import { AttributeType, BillingMode, Table, TableEncryption, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { keptWhenProtected } from '../foundation';
import type { Site } from '../site/site';

/** Properties for `LeaseTable`. */
export interface LeaseTableProps {
  /** Site whose failover is coordinated. */
  readonly site: Site;
}

/**
 * Keeps who may act on a cluster, until when, and what was done so far: one item for each cluster, one for its dry runs.
 *
 * A table of its own, because everything else about the database may be out of reach when it is needed. Encrypted with the key
 * that AWS keeps for DynamoDB in the account: a customer managed one could be disabled, and then nothing could act. Nothing
 * in it expires, since the limit on acts is counted from it.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html read 2026-11-25
 */
export class LeaseTable extends Construct {
  /** The table. */
  readonly table: ITable;

  constructor(scope: Construct, id: string, props: LeaseTableProps) {
    super(scope, id);
    const { site } = props;
    this.table = new Table(this, 'Resource', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: site.protection,
      removalPolicy: keptWhenProtected(site),
    });
  }

  /** Lets a function hold the lease of one item and keep its state there, with conditional writes; no other item, no scan. */
  holdLease(item: string): PolicyStatement {
    return new PolicyStatement({
      sid: 'KeepLease',
      actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
      resources: [this.table.tableArn],
      conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [item] } },
    });
  }
}
