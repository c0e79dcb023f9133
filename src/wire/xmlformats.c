#include "wire/reader.h"
#include "wire/xml.h"
bede_status xml_next(struct wire_reader *reader, struct arena *arena, struct story **out, bede_error *err)
{ (void)arena; (void)out; reader->done = true; return err_set(err, BEDE_UNSUPPORTED, "not yet"); }
