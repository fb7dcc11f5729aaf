package dev.plumbline.policy.condition;

import dev.plumbline.policy.PreparedResource;
import dev.plumbline.policy.alias.PropertyPath;
import dev.plumbline.policy.alias.Selection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of an array in the document, or of several; the scopes are opened when there is one. */
final class FieldElements implements Counted.Elements {
    private final Evaluation evaluation;
    private final List<String> levels;
    private final PropertyPath path;
    private final @Nullable Scope around;
    private final Selection selection;
    private @Nullable Scope outermost;
    private @Nullable Scope counted;

    FieldElements(
            Evaluation evaluation,
            List<String> levels,
            PropertyPath path,
            @Nullable Scope around,
            Selection selection) {
        this.evaluation = evaluation;
        this.levels = levels;
        this.path = path;
        this.around = around;
        this.selection = selection;
    }

    @Override
    public boolean next() {
        if (!selection.next()) {
            return false;
        }
        evaluation.spend(1);
        scope().arrive();
        return true;
    }

    Evaluation evaluation() {
        return evaluation;
    }

    Selection selection() {
        return selection;
    }

    void goTo(int element) {
        evaluation.spend(1);
        selection.goTo(element);
        scope().arrive(element);
    }

    @Override
    public Scope scope() {
        Scope known = counted;
        return known == null ? open() : known;
    }

    private Scope open() {
        PreparedResource subject = evaluation.subject();
        Scope innermost = evaluation.open(levels.get(0), subject);
        outermost = innermost;
        for (int i = 1; i < levels.size(); i++) {
            innermost = evaluation.open(levels.get(i), subject);
        }
        follow(innermost);
        innermost.goThrough(selection, path, around);
        counted = innermost;
        return innermost;
    }

    /** The scopes of the outer arrays stand at the elements that hold the counted one. */
    private void follow(Scope innermost) {
        Scope scope = innermost.outer();
        for (int i = 1; i < levels.size() && scope != null; i++) {
            scope.follow(innermost, i);
            scope = scope.outer();
        }
    }

    @Override
    public void close() {
        if (outermost != null) {
            evaluation.close(outermost);
        }
    }
}
