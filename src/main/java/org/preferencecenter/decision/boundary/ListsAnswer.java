package org.preferencecenter.decision.boundary;

import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All opposition lists that the rule book knows. */
@Schema(name = "OppositionLists", requiredProperties = "lists")
record ListsAnswer(@Schema(description = "By code") List<ListAnswer> lists) {
}
