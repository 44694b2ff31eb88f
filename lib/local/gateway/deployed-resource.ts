import {
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { localType } from '../../../lambda/local-provider/contract';
import { asObject, asString, isList, isObject, type JsonObject, type JsonValue } from '../../template';
import type { LocalClients } from '../aws';
import { all } from './pages';

/** A resource as its stack holds it. */
export interface DeployedFact {
  /** Properties of the template, with what the stack itself can resolve. */
  readonly properties: JsonObject;
  /** When the stack was made. */
  readonly madeAt: Date;
}

/** A stack as it was at one moment of its life. */
interface ReadStack {
  readonly resources: readonly StackResourceSummary[];
  /** As it was deployed: JSON, or YAML for a stack that is not the site's. */
  readonly template: string;
}

/** Longest wait for the emulator, in milliseconds. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * What the stacks of a Region hold. A stack is read once after each of its deployments, whoever asks: functions ask about many
 * resources at once.
 */
export class StackIndex {
  private readonly clients: Pick<LocalClients, 'cloudFormation' | 'region' | 'address'>;
  /** By name and by what changes with every deployment. */
  private readonly stacks = new Map<string, Promise<ReadStack>>();
  private listing: Promise<readonly Stack[]> | undefined;

  constructor(clients: StackIndex['clients']) {
    this.clients = clients;
  }

  /**
   * Finds a resource by its type, as the site's own template has it, and its physical id.
   *
   * @returns `undefined` when no stack holds it
   */
  async find(type: string, physicalId: string): Promise<DeployedFact | undefined> {
    const { region, address } = this.clients;
    for (const stack of await this.list()) {
      const { resources, template } = await this.read(stack);
      const found = resources.find(
        ({ ResourceType, PhysicalResourceId }) =>
          (ResourceType === type || ResourceType === localType(type)) && PhysicalResourceId === physicalId,
      );
      if (found?.LogicalResourceId !== undefined) {
        const document = asObject(JSON.parse(template) as JsonValue);
        const own = asObject(asObject(asObject(document['Resources'])[found.LogicalResourceId])['Properties']);
        // What is played or recorded carries the site's own properties as one of its own.
        const properties = found.ResourceType === type ? own : asObject(own['Properties']);
        const names = namesIn(resources, { region, account: address.account });
        return { properties: asObject(resolved(properties, names)), madeAt: stack.CreationTime ?? new Date(0) };
      }
    }
    return undefined;
  }

  /** The stacks that stand; who asks while they are being listed gets the same answer. */
  private list(): Promise<readonly Stack[]> {
    this.listing ??= this.clients.cloudFormation
      .send(new DescribeStacksCommand({}), { abortSignal: AbortSignal.timeout(PATIENCE_MILLISECONDS) })
      .then(({ Stacks = [] }) => Stacks.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE'))
      .finally(() => {
        this.listing = undefined;
      });
    return this.listing;
  }

  private read({ StackName = '', StackId = '', LastUpdatedTime, StackStatus }: Stack): Promise<ReadStack> {
    const key = [StackName, StackId, LastUpdatedTime?.getTime(), StackStatus].join(' ');
    const known = this.stacks.get(key);
    if (known !== undefined) {
      return known;
    }
    const reading = readStack(StackName, this.clients.cloudFormation);
    this.stacks.set(key, reading);
    // What failed is read again by whoever asks next.
    reading.catch(() => this.stacks.delete(key));
    return reading;
  }
}

async function readStack(StackName: string, client: LocalClients['cloudFormation']): Promise<ReadStack> {
  const options = { abortSignal: AbortSignal.timeout(PATIENCE_MILLISECONDS) };
  const pages = paginateListStackResources({ client }, { StackName }, options);
  const resources = await all(pages, (page) => page.StackResourceSummaries);
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName }), options);
  return { resources, template: TemplateBody };
}

/** What `Ref` answers in a stack. */
function namesIn(
  resources: readonly StackResourceSummary[],
  { region, account }: { readonly region: string; readonly account: string },
): ReadonlyMap<string, string> {
  const pseudo: [string, string][] = [
    ['AWS::AccountId', account],
    ['AWS::Region', region],
    ['AWS::Partition', 'aws'],
  ];
  const own = resources.flatMap(({ LogicalResourceId, PhysicalResourceId }): [string, string][] =>
    LogicalResourceId === undefined || PhysicalResourceId === undefined
      ? []
      : [[LogicalResourceId, PhysicalResourceId]],
  );
  return new Map([...pseudo, ...own]);
}

/** A value with `Ref` and `Fn::Join` resolved; whatever else CloudFormation computes stays as it stands. */
function resolved(value: JsonValue | undefined, names: ReadonlyMap<string, string>): JsonValue | undefined {
  if (isList(value)) {
    return value.map((item) => resolved(item, names) ?? null);
  }
  if (!isObject(value)) {
    return value;
  }
  const referenced = names.get(asString(value['Ref']) ?? '');
  if (referenced !== undefined) {
    return referenced;
  }
  const followed = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, names)]));
  const [separator, parts] = isList(followed['Fn::Join']) ? followed['Fn::Join'] : [];
  return typeof separator === 'string' && isList(parts) && parts.every((part) => typeof part === 'string')
    ? parts.join(separator)
    : followed;
}
