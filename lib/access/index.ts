export { AccessRoles, type AccessRolesProps } from './access-roles';
export { sessionLogGroupName } from './session-document';
