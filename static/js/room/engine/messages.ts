/** Names the messages that a screen sends, and types their fields as the server reads them. Types only. */

import type { Commands, Queries } from "./wire.ts";

export type CommandName<Name extends string> = Named<Name, Commands>;
export type CommandFields<Name extends string> = Fields<Name, Commands>;
export type QueryName<Name extends string> = Named<Name, Queries>;
export type QueryFields<Name extends string> = Fields<Name, Queries>;

/** A name on the wire. A name that is known only at run time may be any text. */
type Named<Name extends string, Known> = string extends Name ? Name : Name & keyof Known;

/** The fields of a message without its `op_id`, which the sender adds. */
type Fields<Name extends string, Known> = Name extends keyof Known ? Sent<Omit<Known[Name], "op_id">> : Record<string, any>;
type Sent<Message> = { [Field in keyof Message]: Unchanged<Message[Field]> };
type Unchanged<Value> = Value extends (infer Item)[] ? readonly Item[] : Value;
