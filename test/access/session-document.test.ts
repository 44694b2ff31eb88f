import { testSite } from '../support/test-site';
import { arn, rolesOf } from './roles';

const { server, template } = rolesOf(testSite());

describe('a session', () => {
  test('is encrypted with its own key, recorded as it goes on, and ends by itself', () => {
    const [key] = Object.entries(template.findResources('AWS::KMS::Alias')).flatMap(([, { Properties }]) =>
      (Properties as { AliasName: string }).AliasName === 'alias/test-site-sessions'
        ? [Properties as { TargetKeyId: unknown }]
        : [],
    );
    const [document] = Object.values(template.findResources('AWS::SSM::Document'));
    expect(document?.Properties).toMatchObject({
      Name: 'test-site-session',
      DocumentType: 'Session',
      UpdateMethod: 'NewVersion',
      Content: {
        schemaVersion: '1.0',
        sessionType: 'Standard_Stream',
        inputs: {
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          kmsKeyId: key?.TargetKeyId,
          runAsEnabled: false,
          idleSessionTimeout: '15',
          maxSessionDuration: '60',
        },
      },
    });
    expect(JSON.stringify(document?.Properties)).not.toContain('s3BucketName');
  });

  test('is recorded in an encrypted log group that is kept', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/test-site/sessions', RetentionInDays: 400 },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
    expect(JSON.stringify(template.findResources('AWS::Logs::LogGroup'))).toContain('KmsKeyId');
  });

  test('lets a server write the record and decrypt, and nothing else', () => {
    expect(server.map(({ Action }) => Action)).toEqual([
      'kms:Decrypt',
      ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      'logs:DescribeLogGroups',
    ]);
    expect(server[2]?.Resource).toBe(arn('logs', 'log-group:*'));
    expect(JSON.stringify(server.slice(0, 2))).not.toContain('"*"');
  });
});
