package org.preferencecenter.office.entity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.preferencecenter.catalog.entity.Basis;
import org.preferencecenter.catalog.entity.Catalogue;
import org.preferencecenter.catalog.entity.Purpose;
import org.preferencecenter.catalog.entity.Topic;

/** What of a catalogue decides who is counted where: as long as it is the same, nobody has to be counted anew. */
public final class CatalogueSignature {

    private CatalogueSignature() {
    }

    /** The same for catalogues by which everybody is in the same groups. */
    public static String of(Catalogue catalogue) {
        List<String> parts = new ArrayList<>();
        for (Purpose purpose : catalogue.purposes()) {
            String way = purpose.published() + "/" + (purpose.retired() || purpose.brand().retired()) + "/" + purpose.nature();
            parts.add("P" + purpose.id() + ":" + way + purpose.channels().stream().map(Enum::name).sorted().toList()
                    + purpose.bases().stream().map(CatalogueSignature::basis).sorted().toList()
                    + purpose.topics().stream().filter(t -> !t.retired()).map(Topic::id).sorted().toList());
        }
        catalogue.brands().forEach(brand -> parts.add("B" + brand.id()));
        Collections.sort(parts);
        return Integer.toHexString(parts.hashCode()) + "." + parts.size();
    }

    private static String basis(Basis basis) {
        return basis.audience() + "/" + basis.jurisdiction() + "/" + basis.basis();
    }
}
