-- The one search by meaning that goes through an index, with the number of groups it looks into: a function's own setting
-- holds for its call alone, so a search needs no transaction, and a pooler between us and the server may not lose it.
CREATE FUNCTION "nearest_passages"(question halfvec(256)) RETURNS TABLE ("id" integer, "distance" double precision)
LANGUAGE sql STABLE SET "ivfflat.probes" = 32 AS $$
  select passage_id, vector <=> question
  from (select passage_id, vector from passage_vectors where segment = 'law'
        order by binary_quantize(vector)::bit(256) <~> binary_quantize(question)::bit(256) limit 800) near
$$;
