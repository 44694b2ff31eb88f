import { readAssembly, type AssemblySource, type JsonValue } from '../../../lib/template';

/** A template that may be changed. */
export interface PlantedResource {
  readonly Type: string;
  Properties: Record<string, JsonValue | undefined>;
}

/** Templates of an assembly, copied so that a fault can be planted in them. */
export class PlantedAssembly {
  readonly source: AssemblySource;

  constructor(source: AssemblySource) {
    this.source = structuredClone(source) as AssemblySource;
  }

  /** Changes the first resource of a type that has the look. */
  change(
    type: string,
    looks: (resource: PlantedResource, logicalId: string) => boolean,
    plant: (properties: Record<string, JsonValue | undefined>) => void,
  ): void {
    const [, resource] = this.requireResource(type, looks);
    plant(resource.Properties);
  }

  /** Removes the first resource of a type that has the look. */
  remove(type: string, looks: (resource: PlantedResource, logicalId: string) => boolean): void {
    const [logicalId, , resources] = this.requireResource(type, looks);
    Reflect.deleteProperty(resources, logicalId);
  }

  /** Adds a resource to the stack that holds the first resource of a type with the look. */
  addBeside(
    type: string,
    looks: (resource: PlantedResource, logicalId: string) => boolean,
    make: (logicalId: string, properties: Record<string, JsonValue | undefined>) => PlantedResource,
  ): void {
    const [logicalId, resource, resources] = this.requireResource(type, looks);
    resources['Planted'] = make(logicalId, resource.Properties);
  }

  private requireResource(
    type: string,
    looks: (resource: PlantedResource, logicalId: string) => boolean,
  ): readonly [logicalId: string, resource: PlantedResource, resources: Record<string, PlantedResource>] {
    for (const { template } of this.source.stacks) {
      const resources = (template['Resources'] ?? {}) as unknown as Record<string, PlantedResource>;
      for (const [logicalId, resource] of Object.entries(resources)) {
        if (resource.Type === type && looks(resource, logicalId)) {
          return [logicalId, resource, resources];
        }
      }
    }
    throw new Error(`no ${type} to plant the fault in`);
  }
}

/** The assembly as it was read, before anything is planted. */
export function readSource(directory: string): AssemblySource {
  return readAssembly(directory);
}

/** Whether the text occurs anywhere in a resource. */
export function mentions(text: string): (resource: PlantedResource) => boolean {
  return (resource) => JSON.stringify(resource).includes(text);
}

/** Whether any resource will do. */
export function any(): boolean {
  return true;
}
