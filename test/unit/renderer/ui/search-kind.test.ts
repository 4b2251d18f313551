import { expect, test } from "vitest";
import { searchKindOf } from "../../../../src-renderer/ui/search-kind.ts";

test.each([
  ["", undefined],
  ["  ", undefined],
  ["0171 55501", "number"],
  ["+49 (30) 1234-567", "number"],
  ["422", "text"],
  ["12", "text"],
  ["Weber 12", "text"],
  ["10.0.0.5", "text"],
  ['"0171 55501"', "text"],
  ["261122141907_698", "id"],
  ["261122141907_698-1", "id"],
  ["261122_", "id"],
  ["user is required", "text"],
])("%j is taken for %s", (search, kind) => expect(searchKindOf(search)).toBe(kind));
