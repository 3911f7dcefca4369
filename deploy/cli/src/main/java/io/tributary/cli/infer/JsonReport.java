package io.tributary.cli.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tributary.cli.infer.Proposal.LeftOut;
import io.tributary.cli.infer.Proposal.Path;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** One JSON object for programs. All counts are of documents, or of values where it says so. */
final class JsonReport implements InferReport {

  private final PrintWriter out;

  JsonReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(String source, String collection, CollectionSample sample, Proposal proposal)
      throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    json.writeStringField("table", collection);
    json.writeStringField("source", source);
    json.writeNumberField("documents_in_collection", sample.inCollection());
    json.writeNumberField("documents_read", proposal.documents());
    json.writeStringField("choice", sample.choice().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("documents_with_rescued", proposal.rescued());
    json.writeObjectFieldStart("document");
    for (Map.Entry<String, String> type : proposal.types().entrySet()) {
      json.writeStringField(type.getKey(), type.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("paths");
    for (Path path : proposal.paths()) {
      write(json, path);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("left_out");
    for (LeftOut left : proposal.leftOut()) {
      json.writeStartObject();
      json.writeStringField("path", left.path());
      json.writeNumberField("documents", left.documents());
      json.writeStringField("why", left.why());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.println();
  }

  private static void write(JsonGenerator json, Path path) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", path.path());
    json.writeStringField("type", path.choice().type());
    if (path.choice().isJson()) {
      json.writeStringField("reason", path.choice().reason());
    }
    json.writeNumberField("documents", path.seen().count());
    json.writeNumberField("rescued", path.rescued());
    kinds(json, "values", path.seen());
    if (path.seen().elements().isPresent()) {
      kinds(json, "elements", path.seen().elements().get());
    }
    json.writeEndObject();
  }

  private static void kinds(JsonGenerator json, String name, Profile seen) throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<Kind, Long> kind : seen.kinds().entrySet()) {
      json.writeNumberField(kind.getKey().word(), kind.getValue());
    }
    json.writeEndObject();
  }
}
