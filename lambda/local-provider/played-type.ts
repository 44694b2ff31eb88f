import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import type { Clients } from './clients';
import { generatedName, type NameRules, type Place } from './place';

/** A resource that exists: what `Ref` and `Fn::GetAtt` answer. */
export interface Made {
  /** Answer to `Ref`. CloudFormation deletes the old resource when an update answers with another one. */
  readonly physicalId: string;
  /** Answers to `Fn::GetAtt`; a dot in a name is part of the name. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A resource as it is wanted. */
export interface Wanted<P> {
  readonly properties: P;
  /** Name the user gave, or one made up by the rules of the type. */
  readonly name: string;
  readonly place: Place;
  readonly clients: Clients;
}

/** What an update changes. */
export interface Change<P> {
  /** Names of the properties that differ. Empty: nothing may be touched. */
  readonly keys: ReadonlySet<string>;
  readonly before: P;
}

/** How the user names a resource. */
export interface Naming<P> extends NameRules {
  /** Property that holds the name. */
  readonly property: keyof P & string;
}

/** How a type is played. */
export interface Definition<P extends object> {
  /** The properties that are played; any other is refused, so that none is silently left out. */
  readonly properties: z.ZodMiniType<P>;
  /** Properties whose change makes a new resource, as CloudFormation documents. */
  readonly replacing: readonly (keyof P & string)[];
  /** Absent for a type whose resources have no names of their own. */
  readonly naming?: Naming<P>;
  readonly create: (wanted: Wanted<P>) => Promise<Made>;
  /** Changes a resource in place, and answers its attributes in any case. */
  readonly update: (physicalId: string, wanted: Wanted<P>, change: Change<P>) => Promise<Made>;
  /** Succeeds when the resource is gone already. */
  readonly remove: (physicalId: string, wanted: Wanted<P>) => Promise<unknown>;
}

/** A resource of any type, before its properties were read. */
export interface Wish {
  readonly type: string;
  readonly properties: unknown;
  readonly place: Place;
  readonly clients: Clients;
}

/** A type as the provider sees it. Errors are those of the API, or name the property that is wrong. */
export interface PlayedType {
  readonly create: (wish: Wish) => Promise<Made>;
  /** Changes in place, or makes a new resource; `before` are the properties so far. */
  readonly update: (physicalId: string, wish: Wish, before: unknown) => Promise<Made>;
  readonly remove: (physicalId: string, wish: Wish) => Promise<void>;
}

/** Adds to a type what all have in common: reading properties, naming, and the choice between update and replacement. */
export function playedType<P extends object>(definition: Definition<P>): PlayedType {
  return {
    create: async (wish) => await definition.create(wanted(definition, wish)),
    update: async (physicalId, wish, before) => {
      const resource = wanted(definition, wish);
      const change = changeOf(definition, resource.properties, before);
      const replaced = definition.replacing.filter((key) => change.keys.has(key));
      if (replaced.length === 0 || isRollback(definition, resource, physicalId, change)) {
        return await definition.update(physicalId, resource, change);
      }
      if (keepsGivenName(definition, resource.properties, change)) {
        throw new Error(
          `${wish.type} named ${resource.name} would have to be replaced, because ${replaced.join(', ')} changed; give it another name`,
        );
      }
      return await definition.create(resource);
    },
    remove: async (physicalId, wish) => {
      await definition.remove(physicalId, wanted(definition, wish));
    },
  };
}

function wanted<P extends object>(definition: Definition<P>, wish: Wish): Wanted<P> {
  const parsed = z.safeParse(definition.properties, wish.properties);
  if (!parsed.success) {
    throw new Error(`${wish.type}: ${parsed.error.issues.map(describeIssue).join(', ')}`);
  }
  return {
    properties: parsed.data,
    name: nameOf(definition, parsed.data, wish.place),
    place: wish.place,
    clients: wish.clients,
  };
}

function nameOf<P extends object>({ naming, replacing }: Definition<P>, properties: P, place: Place): string {
  if (naming === undefined) {
    return '';
  }
  const given = properties[naming.property];
  return typeof given === 'string'
    ? given
    : generatedName(place, JSON.stringify(replacing.map((key) => properties[key] ?? null)), naming);
}

/** The rollback of a replacement that failed asks for the resource that is still there. */
function isRollback<P extends object>(
  { naming }: Definition<P>,
  { name, properties }: Wanted<P>,
  physicalId: string,
  { keys }: Change<P>,
): boolean {
  return (
    naming !== undefined &&
    name === physicalId &&
    (properties[naming.property] === undefined || keys.has(naming.property))
  );
}

function keepsGivenName<P extends object>({ naming }: Definition<P>, properties: P, { keys }: Change<P>): boolean {
  return naming !== undefined && properties[naming.property] !== undefined && !keys.has(naming.property);
}

function changeOf<P extends object>(definition: Definition<P>, after: P, before: unknown): Change<P> {
  const parsed = z.safeParse(definition.properties, before);
  if (!parsed.success) {
    // Properties that were refused have changed nothing: this is the rollback to those before them.
    return { keys: new Set(), before: after };
  }
  const old = parsed.data;
  const keys = new Set([...Object.keys(old), ...Object.keys(after)]);
  const valueOf = (properties: P, key: string): unknown =>
    new Map<string, unknown>(Object.entries(properties)).get(key);
  return {
    keys: new Set([...keys].filter((key) => !isDeepStrictEqual(valueOf(old, key), valueOf(after, key)))),
    before: old,
  };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const where = issue.path.length === 0 ? '' : `${issue.path.join('.')} `;
  return issue.code === 'unrecognized_keys'
    ? `${where}${issue.keys.join(', ')} is not played locally`
    : `${where}${issue.message}`;
}
