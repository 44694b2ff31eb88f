import { statSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { HonmaruError, type Fault } from '../errors';
import { contentHash, UploadedObjects } from '../functions';
import type { Site, TierName } from '../site';

/** What keys of a tier's releases begin with: the part of the bucket its servers may read. */
export function releaseFolder(tier: TierName): string {
  return `releases/${tier}/`;
}

/** Properties for `Releases`. */
export interface ReleasesProps {
  /** Site whose releases are uploaded. */
  readonly site: Site;

  /** Bucket for releases. */
  readonly releaseBucket: IBucket;

  /** Key of log groups. */
  readonly logKey: IKey;
}

/**
 * Uploads the releases of both tiers, each packed as a zip file under a key that changes with its content.
 *
 * So a running server never sees another release, a changed release changes the launch template and thereby starts an
 * instance refresh, and the release before is still there when that refresh is rolled back.
 */
export class Releases extends Construct {
  /** The releases of a stack, uploaded by one function for both tiers. */
  static ofStack(scope: Construct, props: ReleasesProps): Releases {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild('Releases');
    return existing instanceof Releases ? existing : new Releases(stack, 'Releases', props);
  }

  /** Key of each tier's release in the bucket. */
  readonly keys: Readonly<Record<TierName, string>>;

  constructor(scope: Construct, id: string, props: ReleasesProps) {
    super(scope, id);
    requireDirectories(props.site);
    const { web, app } = props.site.tiers;
    this.keys = {
      web: `${releaseFolder('web')}${contentHash(web.release.directory)}.zip`,
      app: `${releaseFolder('app')}${contentHash(app.release.directory)}.zip`,
    };
    new UploadedObjects(this, 'Objects', {
      site: props.site,
      bucket: props.releaseBucket,
      logKey: props.logKey,
      objects: [
        { key: this.keys.web, assetPath: web.release.directory },
        { key: this.keys.app, assetPath: app.release.directory },
      ],
      // Backups are taken from versions, and an expired release is the bucket's lifecycle rule's business.
      keepVersions: true,
    });
  }
}

/** Refuses releases that are not there: the site is checked without a look at the disk. */
function requireDirectories({ tiers }: Site): void {
  const faults = (['web', 'app'] as const).flatMap((tier): Fault[] => {
    const { directory } = tiers[tier].release;
    return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true
      ? []
      : [
          {
            path: `tiers.${tier}.release.directory`,
            must: 'must be a directory that exists',
            got: JSON.stringify(directory),
            hint: 'build the release first, or correct the path',
            code: 'ReleaseMissing',
          },
        ];
  });
  if (faults.length > 0) {
    throw new HonmaruError(faults);
  }
}
