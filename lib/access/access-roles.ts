import { Duration } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  ManagedPolicy,
  PolicyStatement,
  Role,
  type Grant,
  type IGrantable,
  type IPrincipal,
  type IRole,
} from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct, type IConstruct } from 'constructs';
import type { Site } from '../site/site';
import { CONFIGURATION_ACTIONS } from './configuration-actions';
import { allowEvacuation } from './evacuation-permissions';
import { denyChangesOfControls, denyContent } from './limits';
import { evidenceLogArns, operationLogArns, READ_LOG_ACTIONS } from './log-access';
import { OPERATION_ACTIONS } from './operation-actions';
import { SessionDocument } from './session-document';
import { allowSessions, denyOtherSessions } from './session-permissions';

/** Longest time credentials of a role are good for; the least AWS allows. */
const MAX_SESSION_DURATION = Duration.hours(1);

/** Properties for `AccessRoles`. */
export interface AccessRolesProps {
  /** Site that is audited and operated. */
  readonly site: Site;

  /** Key of the log groups of the Region. */
  readonly logKey: IKey;
}

/**
 * The two roles people take: an auditor, who sees configuration and evidence but no content and changes nothing, and an
 * operator, who opens recorded sessions on the site's servers from the listed networks, and may order the database's writer
 * out of a zone.
 *
 * Either is taken by an IAM user or role of the account that its own policy allows to (`sts:AssumeRole` on this role), and
 * only with a second factor: `aws sts assume-role --serial-number … --token-code …`, or signed in to the console with
 * one. Sessions of IAM Identity Center carry no such mark and cannot take the roles; where it is used, its permission sets
 * take their place.
 *
 * A site without `operations.adminSources` has an operator who can look, open no session, and give no order.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export class AccessRoles extends Construct {
  /** Sees configuration and evidence, changes nothing. */
  readonly auditor: IRole;

  /** Opens recorded sessions on servers. */
  readonly operator: IRole;

  /** Document sessions are started with: `aws ssm start-session --target i-… --document-name …`. */
  readonly sessionDocumentName: string;

  /** Record of every session. */
  readonly sessionLogGroup: ILogGroup;

  /** Construct of the key of sessions, which servers use for nothing else. */
  readonly sessionKey: IConstruct;

  private readonly sessionDocument: SessionDocument;

  constructor(scope: Construct, id: string, props: AccessRolesProps) {
    super(scope, id);
    const { site, logKey } = props;
    this.sessionDocument = new SessionDocument(this, 'Sessions', { site, logKey });
    this.sessionDocumentName = this.sessionDocument.documentName;
    this.sessionLogGroup = this.sessionDocument.logGroup;
    this.sessionKey = this.sessionDocument.keyConstruct;

    const limits = this.policy(site, 'Limits', 'what people may never do', denyChangesOfControls());
    this.auditor = new Role(this, 'Auditor', {
      description: `${site.name}: sees configuration and evidence, changes nothing`,
      assumedBy: withSecondFactor(),
      maxSessionDuration: MAX_SESSION_DURATION,
      managedPolicies: [limits, ...this.auditorPolicies(site)],
    });
    this.operator = new Role(this, 'Operator', {
      description: `${site.name}: opens recorded sessions on servers`,
      assumedBy: withSecondFactor(site.operations.adminSources.map(({ cidr }) => cidr)),
      maxSessionDuration: MAX_SESSION_DURATION,
      managedPolicies: [limits, ...this.operatorPolicies(site)],
    });
  }

  /** Lets a server take part in sessions. Every server needs it that an operator is to reach. */
  grantSessionRecording(grantee: IGrantable): Grant {
    return this.sessionDocument.grantRecording(grantee);
  }

  private auditorPolicies(site: Site): ManagedPolicy[] {
    const evidence = evidenceLogArns(this, site);
    const configuration = (['Network', 'Data', 'Records'] as const).map((part) =>
      this.policy(site, `Auditor${part}`, `configuration an auditor sees: ${part.toLowerCase()}`, [
        new PolicyStatement({ sid: `See${part}`, actions: [...CONFIGURATION_ACTIONS[part]], resources: ['*'] }),
      ]),
    );
    return [
      ...configuration,
      this.policy(site, 'AuditorEvidence', 'logs an auditor reads, and content no auditor reads', [
        ...readLogs(evidence),
        ...denyContent(evidence),
      ]),
    ];
  }

  private operatorPolicies(site: Site): ManagedPolicy[] {
    return [
      this.policy(site, 'OperatorView', 'what an operator sees', [
        new PolicyStatement({ sid: 'See', actions: [...OPERATION_ACTIONS], resources: ['*'] }),
        ...readLogs(operationLogArns(this, site)),
      ]),
      this.policy(
        site,
        'OperatorSessions',
        'what an operator does: recorded sessions, and orders to move the database writer',
        [
          ...allowSessions(this, site, this.sessionDocument),
          denyOtherSessions(this, this.sessionDocument),
          ...allowEvacuation(this, site),
        ],
      ),
    ];
  }

  private policy(site: Site, id: string, description: string, statements: PolicyStatement[]): ManagedPolicy {
    return new ManagedPolicy(this, id, { description: `${site.name}: ${description}`, statements });
  }
}

/** Whoever the account allows to, with a second factor, and from certain networks where there are any. */
function withSecondFactor(cidrs: readonly string[] = []): IPrincipal {
  return new AccountRootPrincipal().withConditions({
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    ...(cidrs.length === 0 ? {} : { IpAddress: { 'aws:SourceIp': [...cidrs] } }),
  });
}

function readLogs(logArns: string[]): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'ReadLogs', actions: [...READ_LOG_ACTIONS], resources: logArns }),
    // The results of a query are read by its id, not by log group.
    new PolicyStatement({ sid: 'ReadResults', actions: ['logs:GetQueryResults', 'logs:StopQuery'], resources: ['*'] }),
  ];
}
