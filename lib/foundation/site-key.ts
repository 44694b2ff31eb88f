import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Site } from '../site/site';
import { KEPT, keptWhenProtected } from './removal';

/** Properties for `SiteKey`. */
export interface SiteKeyProps {
  /** Site the key belongs to. */
  readonly site: Site;

  /** What the key protects, kebab-case, unique within the site and Region; the alias is `alias/<site>-<purpose>`. */
  readonly purpose: string;

  /** What the key protects, as a sentence for people. */
  readonly description: string;

  /** Statements for the services that use the key. IAM policies of the account decide about everybody else. */
  readonly users: readonly PolicyStatement[];

  /**
   * When the key outlives its stack.
   *
   * `always` is for keys whose data outlives the site: without the key a retained snapshot or vault cannot be read.
   *
   * @default 'when-protected'
   */
  readonly retain?: 'always' | 'when-protected';
}

/**
 * A customer managed key with yearly rotation, an alias that starts with the site's name, and named users.
 *
 * The policy leaves the account's administrators in control, as AWS advises: a key without them cannot be repaired.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export class SiteKey extends Construct {
  /** The key, as a reference that cannot be changed: its policy names every service that uses it. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, props: SiteKeyProps) {
    super(scope, id);
    const { site, retain = 'when-protected' } = props;
    const key = new Key(this, 'Resource', {
      alias: `${site.name}-${props.purpose}`,
      description: `${site.name}: ${props.description}`,
      enableKeyRotation: true,
      // The longest that AWS allows: time to notice that somebody deletes a key whose data is still needed.
      pendingWindow: Duration.days(30),
      removalPolicy: retain === 'always' ? KEPT : keptWhenProtected(site),
    });
    for (const statement of props.users) {
      key.addToResourcePolicy(statement);
    }
    this.key = Key.fromKeyArn(this, 'Reference', key.keyArn);
  }
}
