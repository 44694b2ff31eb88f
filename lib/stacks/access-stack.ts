import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AccessRoles } from '../access';
import { declareFailures, selectorOf } from '../foundation';
import { SiteStack, type SiteStackProps } from './site-stack';

/** Properties for `AccessStack`. */
export interface AccessStackProps extends SiteStackProps {
  /** Key of the Region's log groups. */
  readonly logKey: IKey;
}

/** The roles people take, and the record of what operators do. */
export class AccessStack extends SiteStack {
  /** Auditor and operator. */
  readonly roles: AccessRoles;

  constructor(scope: Construct, props: AccessStackProps) {
    super(scope, 'Access', 'roles of auditors and operators, recorded sessions', props);
    this.roles = new AccessRoles(this, 'Roles', { site: props.site, logKey: props.logKey });
    // Servers may use it, for sessions of operators alone.
    declareFailures(this, { unneeded: [selectorOf(this.roles.sessionKey)] });
  }
}
