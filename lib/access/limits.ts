import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { READ_LOG_ACTIONS } from './log-access';

/**
 * What neither auditors nor operators may do, whatever else is attached to their roles one day: a denial outweighs every
 * permission.
 *
 * Who may change who may do what, or what is recorded, could do anything and hide it; the owner of the security policy is
 * not its user.
 */
export function denyChangesOfControls(): PolicyStatement[] {
  const deny = (sid: string, actions: string[]) =>
    new PolicyStatement({ sid, effect: Effect.DENY, actions, resources: ['*'] });
  return [
    deny('ChangeAccess', [
      ...verbs('iam', ['Add', 'Attach', 'Create', 'Delete', 'Detach', 'PassRole', 'Put', 'Remove', 'Set', 'Update']),
      ...verbs('organizations', ['']),
      // Another role would not carry these denials.
      ...verbs('sts', ['AssumeRole']),
      // CloudFormation changes with its own role what its caller may not.
      ...verbs('cloudformation', ['Continue', 'Create', 'Delete', 'Execute', 'Rollback', 'Set', 'Update']),
      // The tag `site` decides on which servers a session may be opened.
      'ec2:CreateTags',
      'ec2:DeleteTags',
    ]),
    deny('ChangeRecords', [
      ...verbs('logs', ['Associate', 'Create', 'Delete', 'Disassociate', 'Put', 'Update']),
      ...verbs('cloudtrail', ['Create', 'Delete', 'Put', 'Stop', 'Update']),
      ...verbs('config', ['Delete', 'Put', 'Stop']),
      ...verbs('s3', ['BypassGovernanceRetention', 'Delete', 'Put']),
      'ec2:DeleteFlowLogs',
    ]),
    deny('ChangeAlarmsAndChecks', [
      ...verbs('cloudwatch', ['Delete', 'Disable', 'Put', 'Set']),
      ...verbs('sns', ['Delete', 'Remove', 'Set', 'Unsubscribe']),
      ...verbs('events', ['Delete', 'Disable', 'Put', 'Remove']),
      ...verbs('scheduler', ['Delete', 'Update']),
      ...verbs('lambda', ['Add', 'Update']),
    ]),
    deny('ChangeProtection', [
      ...verbs('kms', ['Create', 'Delete', 'Disable', 'Put', 'Retire', 'Revoke', 'Schedule', 'Update']),
      ...verbs('network-firewall', ['Associate', 'Create', 'Delete', 'Disassociate', 'Update']),
      ...verbs('wafv2', ['Associate', 'Create', 'Delete', 'Disassociate', 'Put', 'Update']),
      ...verbs('backup', ['Delete', 'Disassociate', 'Put', 'StartCopyJob', 'Stop', 'Update']),
    ]),
    deny('ShareCopies', [
      // A snapshot shared with another account has left this one.
      ...verbs('ec2', ['Modify*Snapshot']),
      ...verbs('rds', ['Modify*Snapshot']),
    ]),
    deny('ChangeSessions', [
      // A new version of the session document could leave out the recording.
      'ssm:CreateDocument',
      'ssm:DeleteDocument',
      'ssm:ModifyDocumentPermission',
      ...verbs('ssm', ['UpdateDocument']),
      // Settings of the account decide how sessions run; an activation lets any machine in.
      'ssm:UpdateServiceSetting',
      'ssm:CreateActivation',
    ]),
    deny('ActUnrecorded', [
      ...verbs('ec2-instance-connect', ['']),
      ...verbs('ssm', ['SendCommand', 'StartAutomation', 'CreateAssociation', 'UpdateAssociation']),
    ]),
  ];
}

/** What an auditor may not read: content of every kind, except the logs that are evidence. */
export function denyContent(evidenceLogArns: string[]): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadContent',
      effect: Effect.DENY,
      actions: [
        ...verbs('s3', ['GetObject', 'ListBucket']),
        ...verbs('secretsmanager', ['BatchGetSecretValue', 'GetSecretValue']),
        ...verbs('ssm', ['GetParameter', 'ResumeSession', 'StartSession']),
        ...verbs('kms', ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncrypt', 'Sign']),
        ...verbs('rds-data', ['']),
        ...verbs('rds-db', ['connect']),
        ...verbs('rds', ['DownloadDBLogFilePortion', 'DownloadCompleteDBLogFile', 'Restore', 'StartExportTask']),
        ...verbs('backup', ['StartRestoreJob']),
        ...verbs('dynamodb', ['BatchGetItem', 'GetItem', 'PartiQL', 'Query', 'Scan']),
        ...verbs('ebs', ['GetSnapshotBlock']),
        ...verbs('ec2', ['GetConsole', 'GetPasswordData']),
        ...verbs('lambda', ['Invoke']),
        'lambda:GetFunction',
        'sqs:ReceiveMessage',
        'logs:Unmask',
      ],
      resources: ['*'],
    }),
    new PolicyStatement({
      sid: 'ReadOtherLogs',
      effect: Effect.DENY,
      actions: [...READ_LOG_ACTIONS],
      notResources: evidenceLogArns,
    }),
  ];
}

/** Every action of a service that begins with one of the verbs. */
function verbs(service: string, beginnings: readonly string[]): string[] {
  return beginnings.map((beginning) => `${service}:${beginning}*`);
}
