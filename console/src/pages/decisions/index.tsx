/** Decisions that were made: looking for them, and one of them whole. */

import { useRoute } from "preact-iso";

import "./decisions.css";
import { One } from "./one";
import { Search } from "./search";

export function Decisions() {
  const { params } = useRoute();
  return params.id === undefined ? <Search /> : <One key={params.id} id={params.id} />;
}
