import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * Role with which RDS publishes metrics of the operating system of each instance.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.Enabling.html
 */
export class MonitoringRole extends Construct {
  /** The role. */
  readonly role: IRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = new Role(this, 'Resource', {
      description: 'RDS enhanced monitoring',
      assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonRDSEnhancedMonitoringRole')],
    });
  }
}
