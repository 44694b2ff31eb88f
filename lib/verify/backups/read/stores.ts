import {
  knownText,
  resourceKey,
  resourcesOfType,
  type Evaluator,
  type TemplateModel,
  type TemplateResource,
  type Value,
} from '../../../template';
import { segmentOf, type Segment } from './arn';
import { fieldOf, listOf, readText, type Setting } from './fields';

/** Something that keeps data. */
export interface Store {
  readonly resource: TemplateResource;
  /** `<stack>/<logical id>`. */
  readonly key: string;
  readonly kind: StoreKind;
  /** Service and resource part of its ARN. */
  readonly service: string;
  readonly arnResource: Segment;
  /** The name in that part, as far as it is known. */
  readonly name: Segment;
  /** Tags it has, those of its stack included; `undefined` when they are hidden. */
  readonly tags: ReadonlyMap<string, Setting<string>> | undefined;
  /** Whether it is made under every condition. */
  readonly exists: 'yes' | 'unknown';
  /** Whether it follows another one, of which it is a copy. */
  readonly isReplica: boolean;
}

/**
 * - `aurora`, `rds`, `cluster`: databases of RDS; `cluster` is one whose engine is another one, or hidden;
 * - `table`: DynamoDB; `bucket`: S3; `files`: EFS and FSx; `volume`: EBS; `warehouse`: Redshift.
 */
export type StoreKind = 'aurora' | 'rds' | 'cluster' | 'table' | 'bucket' | 'files' | 'volume' | 'warehouse';

interface Shape {
  readonly service: string;
  /** Text before the name in the last part of the ARN. */
  readonly before: string;
  /** Property that holds the name; what `Ref` gives otherwise. */
  readonly name?: string;
  /** Property that holds the tags. @default 'Tags' */
  readonly tags?: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  'AWS::RDS::DBCluster': { service: 'rds', before: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::RDS::DBInstance': { service: 'rds', before: 'db:', name: 'DBInstanceIdentifier' },
  'AWS::DocDB::DBCluster': { service: 'rds', before: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::Neptune::DBCluster': { service: 'rds', before: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::DynamoDB::Table': { service: 'dynamodb', before: 'table/', name: 'TableName' },
  'AWS::DynamoDB::GlobalTable': { service: 'dynamodb', before: 'table/', name: 'TableName' },
  'AWS::S3::Bucket': { service: 's3', before: '', name: 'BucketName' },
  'AWS::EFS::FileSystem': { service: 'elasticfilesystem', before: 'file-system/', tags: 'FileSystemTags' },
  'AWS::FSx::FileSystem': { service: 'fsx', before: 'file-system/' },
  'AWS::EC2::Volume': { service: 'ec2', before: 'volume/' },
  'AWS::Redshift::Cluster': { service: 'redshift', before: 'cluster:', name: 'ClusterIdentifier' },
};

/** Types of resources that keep data and that AWS Backup can back up. */
const STORE_TYPES: readonly string[] = Object.keys(SHAPES);

/** Everything in the templates that keeps data. */
export function readStores(model: TemplateModel, evaluator: Evaluator): readonly Store[] {
  return resourcesOfType(model, ...STORE_TYPES).flatMap((resource) => {
    const exists = evaluator.exists(resource);
    const shape = SHAPES[resource.type];
    return exists === 'no' || shape === undefined || isMember(resource)
      ? []
      : [storeOf(resource, shape, exists, evaluator)];
  });
}

/** An instance of a cluster keeps nothing of its own, nor does a read replica. */
function isMember({ type, properties }: TemplateResource): boolean {
  return (
    type === 'AWS::RDS::DBInstance' &&
    ['DBClusterIdentifier', 'SourceDBInstanceIdentifier', 'SourceDBClusterIdentifier'].some(
      (name) => properties[name] !== undefined,
    )
  );
}

function storeOf(resource: TemplateResource, shape: Shape, exists: 'yes' | 'unknown', evaluator: Evaluator): Store {
  const name = shape.name === undefined ? { kind: 'absent' as const } : evaluator.property(resource, shape.name);
  return {
    resource,
    key: resourceKey(resource),
    kind: kindOf(resource, evaluator),
    service: shape.service,
    arnResource: segmentOf(shape.before, nameOf(resource, name)),
    name: segmentOf('', nameOf(resource, name)),
    tags: tagsOf(resource, shape.tags ?? 'Tags', evaluator),
    exists,
    isReplica: isReplica(resource),
  };
}

/** Identifiers of RDS are in lower case, whatever the template says. */
function nameOf(resource: TemplateResource, name: Value): Value {
  if (name.kind === 'absent') {
    return { kind: 'reference', resource, attribute: 'Ref' };
  }
  const isLowered = resource.type.endsWith('DBCluster') || resource.type.endsWith('DBInstance');
  return isLowered && name.kind === 'known' && typeof name.value === 'string'
    ? { kind: 'known', value: name.value.toLowerCase() }
    : name;
}

function kindOf(resource: TemplateResource, evaluator: Evaluator): StoreKind {
  switch (resource.type) {
    case 'AWS::RDS::DBCluster':
      return knownText(evaluator.property(resource, 'Engine'))?.startsWith('aurora') === true ? 'aurora' : 'cluster';
    case 'AWS::RDS::DBInstance':
      return 'rds';
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return 'table';
    case 'AWS::S3::Bucket':
      return 'bucket';
    case 'AWS::EFS::FileSystem':
    case 'AWS::FSx::FileSystem':
      return 'files';
    case 'AWS::EC2::Volume':
      return 'volume';
    case 'AWS::Redshift::Cluster':
      return 'warehouse';
    default:
      return 'cluster';
  }
}

/** A secondary cluster of a global database is made without a user, a name or a snapshot. */
function isReplica({ properties }: TemplateResource): boolean {
  const made = ['MasterUsername', 'ManageMasterUserPassword', 'SnapshotIdentifier', 'DatabaseName'];
  return (
    properties['ReplicationSourceIdentifier'] !== undefined ||
    (properties['GlobalClusterIdentifier'] !== undefined && made.every((name) => properties[name] === undefined))
  );
}

function tagsOf(
  resource: TemplateResource,
  property: string,
  evaluator: Evaluator,
): ReadonlyMap<string, Setting<string>> | undefined {
  const list = listOf(evaluator.property(resource, property));
  if (list === undefined) {
    return undefined;
  }
  const own = list.map((tag) => [readText(fieldOf(tag, 'Key')), readText(fieldOf(tag, 'Value'))] as const);
  if (own.some(([key]) => key.kind !== 'known')) {
    return undefined;
  }
  const ofStack = Object.entries(resource.stack.tags).map(([key, value]): [string, Setting<string>] => [
    key,
    { kind: 'known', value },
  ]);
  return new Map([
    ...ofStack,
    ...own.flatMap(([key, value]): [string, Setting<string>][] => (key.kind === 'known' ? [[key.value, value]] : [])),
  ]);
}
