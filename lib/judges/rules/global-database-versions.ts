import { literalText, type TemplateModel } from '../../template';
import { judge, undetermined, type Rule, type RuleFault } from '../rule';
import { globalDatabasesOf, type GlobalDatabase } from '../support';

/** Clusters of different versions cannot be switched over. */
export const globalDatabaseVersions: Rule = {
  id: 'GlobalDatabaseVersions',
  description: 'All clusters of a global database run the same engine in the same version.',
  check: (model) =>
    globalDatabasesOf(model).map((database) => judge(database.resource, versionFaults(model, database))),
};

function versionFaults(model: TemplateModel, { clusters }: GlobalDatabase): readonly RuleFault[] {
  const versions = clusters.map(({ properties, stack }) => {
    const engine = literalText(model, stack, properties['Engine']);
    const version = literalText(model, stack, properties['EngineVersion']);
    return engine === undefined || version === undefined ? undefined : `${engine} ${version}`;
  });
  const known = [...new Set(versions)];
  if (known.includes(undefined)) {
    return [undetermined('the version of a cluster cannot be found; name it literally')];
  }
  return known.length <= 1 ? [] : [{ message: `its clusters run ${known.join(' and ')}` }];
}
