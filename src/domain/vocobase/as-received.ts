/**
 * An API object as the API sent it: any member may be missing. This program's own members, such as
 * `received`, are not part of it.
 */
export type AsReceived<T> = T extends readonly (infer Item)[]
  ? readonly AsReceived<Item>[]
  : T extends object
    ? { readonly [Name in keyof T as Name extends 'received' ? never : Name]?: AsReceived<T[Name]> }
    : T;
