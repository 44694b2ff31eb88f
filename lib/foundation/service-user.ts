import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Service that uses a key on behalf of whoever calls it. */
export type KeyService = 'backup' | 'rds' | 'secretsmanager';

/**
 * Statements of a key's policy: whoever of the account may use a service may use the key through this service, and
 * have it keep grants for its own resources.
 *
 * Services that store data (RDS, Backup, Secrets Manager) use a key on behalf of the role that calls them and keep a
 * grant for later, so they are no principals of their own. The statements are those of the keys AWS manages for these
 * services, with grants limited as in the default policy of KMS. They name everybody, bound to this account: a statement
 * for the account itself would only repeat what the one for its administrators says, and leave every role in need of a
 * KMS permission of its own.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html#security-encryption-policies read 2026-11-25
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html read 2026-11-25
 */
export function serviceUser(scope: Construct, service: KeyService): PolicyStatement[] {
  const { account, region } = Stack.of(scope);
  const throughService = (sid: string, actions: string[], conditions: Record<string, unknown> = {}) =>
    new PolicyStatement({
      sid,
      principals: [new AnyPrincipal()],
      actions,
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': `${service}.${region}.amazonaws.com` },
        ...conditions,
      },
    });
  const name = `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  return [
    throughService(`Through${name}`, [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ]),
    // Only the service can ask for a grant, not its caller: a grant outlives the permission it was made with.
    throughService(`Grants${name}`, ['kms:CreateGrant'], { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  ];
}
