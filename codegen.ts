import type { CodegenConfig } from '@graphql-codegen/cli';

/** Writes the types of the resolvers from the schema; `npm run check` fails where they have drifted apart. */
const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/graph/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: './context.ts#GraphContext',
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        defaultScalarType: 'unknown',
        strictScalars: true,
        scalars: {
          Date: 'string',
          DateTime: 'Date',
          Decimal: 'string',
          CurrencyCode: 'string',
          CountryCode: 'string',
          LuccaApiKey: 'string',
          _Any: 'unknown',
          _FieldSet: 'unknown',
          federation__Scope: 'string',
          federation__Policy: 'string',
          link__Import: 'unknown',
        },
        // What resolvers are handed as their parent: Lucca's own rows, wherever there is one.
        mappers: {
          Employee: './parents.ts#EmployeeParent',
          Position: './parents.ts#PositionParent',
          Qualification: './parents.ts#QualificationParent',
          OccupationCategory: './parents.ts#OccupationCategoryParent',
          Manager: './parents.ts#ManagerParent',
          WorkingTime: './parents.ts#WorkingTimeParent',
          Contract: './parents.ts#ContractParent',
          Remuneration: './parents.ts#RemunerationParent',
          RemunerationPeriod: './parents.ts#RemunerationPeriodParent',
          RemunerationUnavailable: './dataGaps/gap.ts#Gap',
          RemunerationMapping: './parents.ts#RemunerationMappingParent',
          RemunerationMappingSet: './parents.ts#RemunerationMappingSetParent',
          RemunerationMappingProblem: './parents.ts#RemunerationMappingProblemParent',
          FixedRemunerationItem: './parents.ts#FixedItemParent',
          VariableRemunerationItem: './parents.ts#VariableItemParent',
          Department: './parents.ts#DepartmentParent',
          Establishment: './parents.ts#EstablishmentParent',
          LegalEntity: './parents.ts#LegalEntityParent',
          CustomField: './parents.ts#CustomFieldParent',
          CustomFieldValue: './parents.ts#CustomFieldValueParent',
          CustomFieldChoice: './parents.ts#CustomFieldChoiceParent',
          DataGap: './parents.ts#DataGapParent',
          Freshness: './parents.ts#FreshnessParent',
          Account: './parents.ts#AccountParent',
          ConnectProblem: './parents.ts#ConnectProblemParent',
          AccountConnected: './parents.ts#AccountConnectedParent',
          AccountChecked: './parents.ts#AccountCheckedParent',
          PermissionCheck: './parents.ts#PermissionCheckParent',
        },
      },
    },
  },
};

export default config;
