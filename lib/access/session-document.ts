import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct, type IConstruct } from 'constructs';
import { SiteKey, SiteLogGroup } from '../foundation';
import type { Site } from '../site/site';

/** Silence after which a session ends: 1 to 60 minutes. */
const IDLE_TIMEOUT = Duration.minutes(15);

/** Longest session: 1 to 1,440 minutes. It ends with the operator's role session at the latest. */
const MAX_DURATION = Duration.hours(1);

/** Properties for `SessionDocument`. */
export interface SessionDocumentProps {
  /** Site whose servers are administered. */
  readonly site: Site;

  /** Key of the log groups of the Region. */
  readonly logKey: IKey;
}

/**
 * How a session on a server is run: encrypted with a key of its own and recorded while it goes on.
 *
 * A document of its own, because the preferences of the account, `SSM-SessionManagerRunShell`, exist once for everybody
 * and are changed by whoever opens the console. It runs a shell; port forwarding and SSH, which nobody could record, have
 * other documents, which operators may not use.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-preferences-cli.html read 2026-11-25
 */
export class SessionDocument extends Construct {
  /** Name of the document, to be given when a session is started. */
  readonly documentName: string;

  /** ARN of the document. */
  readonly documentArn: string;

  /** Record of every session. */
  readonly logGroup: ILogGroup;

  /** Key that encrypts what goes to and fro in a session. */
  readonly key: IKey;

  /** Construct that makes the key. */
  readonly keyConstruct: IConstruct;

  constructor(scope: Construct, id: string, props: SessionDocumentProps) {
    super(scope, id);
    const { site, logKey } = props;
    this.documentName = `${site.name}-session`;
    this.logGroup = new SiteLogGroup(this, 'Log', {
      site,
      logGroupName: sessionLogGroupName(site),
      key: logKey,
    }).logGroup;
    // Operator and server use the key by their own roles: no service does.
    const key = new SiteKey(this, 'Key', {
      site,
      purpose: 'sessions',
      description: 'sessions on servers',
      users: [],
    });
    this.key = key.key;
    this.keyConstruct = key;
    new CfnDocument(this, 'Resource', {
      name: this.documentName,
      documentType: 'Session',
      documentFormat: 'JSON',
      // A document with a fixed name cannot be replaced; a new version becomes the default at once.
      updateMethod: 'NewVersion',
      content: {
        schemaVersion: '1.0',
        description: `${site.name}: recorded and encrypted shell on a server`,
        sessionType: 'Standard_Stream',
        inputs: {
          cloudWatchLogGroupName: this.logGroup.logGroupName,
          cloudWatchEncryptionEnabled: true,
          // As it is typed: a server that dies with its session takes nothing of the record along.
          cloudWatchStreamingEnabled: true,
          kmsKeyId: this.key.keyArn,
          runAsEnabled: false,
          idleSessionTimeout: IDLE_TIMEOUT.toMinutes().toString(),
          maxSessionDuration: MAX_DURATION.toMinutes().toString(),
        },
      },
    });
    this.documentArn = Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'document',
      resourceName: this.documentName,
    });
  }

  /**
   * Lets a server take part in sessions: decrypt them and write their record. Without it every session fails at once.
   *
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
   */
  grantRecording(grantee: IGrantable): Grant {
    const everyLogGroup = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const grant = (actions: string[], resourceArn: string) =>
      Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
    return (
      grant(['kms:Decrypt'], this.key.keyArn)
        .combine(
          grant(['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], this.logGroup.logGroupArn),
        )
        // The agent looks whether the log group is encrypted; the question knows no single log group.
        .combine(grant(['logs:DescribeLogGroups'], everyLogGroup))
    );
  }
}

/** Name of the log group that holds the record of every session. */
export function sessionLogGroupName(site: Pick<Site, 'name'>): string {
  return `/${site.name}/sessions`;
}
