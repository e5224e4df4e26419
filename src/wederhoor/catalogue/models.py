"""What an organisation makes, in its versions, and which customers use it."""

from django.db import models

from wederhoor.organisations.models import Customer, Member, Organisation


class Product(models.Model):
    """An exam, a teaching product or a service. The core constructor answers for its content."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=[("product", "product"), ("service", "dienst")], default="product")
    core_constructor = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="products")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="product_code_once")]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """A product is used by who began their education in the school year of this number: 2025 for 2025-2026."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="cohorts")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "year"], name="cohort_once")]

    def __str__(self) -> str:
        return str(self.year)


class ProductVersion(models.Model):
    """One version of a product; a correction gives each product affected a new one.

    `listed`: it stands on the public list of changes, with `line`, which its author released for everyone to read. Neither says
    anything of a complaint, so that they stay when its dossier goes. `changed_at`: when that was last written, which those who follow
    the list go by; empty for what was listed before this was kept.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    label = models.CharField(max_length=60)
    published_on = models.DateField(null=True, blank=True)
    line = models.CharField(max_length=300, blank=True)
    listed = models.BooleanField(default=False)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "label"], name="product_version_once"),
            models.CheckConstraint(
                condition=models.Q(listed=False) | models.Q(published_on__isnull=False), name="listed_version_has_its_day"
            ),
        ]
        indexes = [models.Index(fields=["published_on"], condition=models.Q(listed=True), name="listed_versions")]

    def __str__(self) -> str:
        return self.label


class Use(models.Model):
    """A customer uses a product, and so is told of a correction."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="uses")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "product"], name="use_once")]

    def __str__(self) -> str:
        return f"{self.customer_id}-{self.product_id}"
